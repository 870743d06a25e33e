"""Figures against the bare thing, as ratios measured side by side in one run; ``make bench`` prints them, and fails on a broken bound."""
