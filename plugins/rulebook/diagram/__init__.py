"""Decisions as reduced ordered decision diagrams: compiled, restricted by answers, listed as paths, written as a program."""
