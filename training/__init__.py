"""The training corpus: invented reports in a light markup, its parser, compiler and validator."""
