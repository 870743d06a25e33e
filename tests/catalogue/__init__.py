"""The catalogue: reading forms/, conditions, flow, and the shipped files themselves."""
