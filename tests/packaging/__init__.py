"""The packaged program: what is in it, that it starts, and the trial of Setup.exe."""
