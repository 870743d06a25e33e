"""Figures: how much slower than the bare thing. Ratios, measured side by side in one run; ``make bench`` prints them and fails on a broken bound."""
