"""The measures of the benchmarks, each after the paper or scorer that its docstring names; they know no data set."""
