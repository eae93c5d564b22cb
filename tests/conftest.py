"""Servers for the tests, then Django: both stand before any other conftest is read."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
django.setup()
