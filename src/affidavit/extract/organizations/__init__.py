"""Organisations and groups: which are named, under which forms, and what each is to the incident."""
