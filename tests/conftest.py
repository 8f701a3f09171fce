"""Settings all tests share: properties are held to what they say, not to how long a busy machine takes."""

from hypothesis import HealthCheck, settings

settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")
