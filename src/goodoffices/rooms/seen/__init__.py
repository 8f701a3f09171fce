"""Pages as frozen data, built from rows through ``policy``: a template can show nothing else."""
