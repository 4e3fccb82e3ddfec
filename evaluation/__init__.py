"""Measures the program: gold pages, public benchmarks, speed. Never part of the wheel."""
