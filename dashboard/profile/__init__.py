"""The page of one region: beside what it lies in, over time, with its municipalities."""
