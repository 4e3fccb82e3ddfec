"""One module a benchmark, each one command."""
