"""The smallest valid scope, made call by call as an integrator would."""

from datetime import timedelta
from tests.contract.company import Company
from tests.site_day import site_day
from typing import Any


def in_days(days: int) -> str:
    """Today and some days, as JSON has it."""
    return (site_day() + timedelta(days=days)).isoformat()


def edition(**values: Any) -> dict[str, Any]:
    """What the smallest edition of a scope says."""
    return {
        "purpose": ["expertise"],
        "cells": [
            {
                "topic": "innovation",
                "audience": "customers",
                "platform": "linkedin",
                "territory": "FR",
                "legitimacy": "lead",
            }
        ],
        "topics_allowed": ["innovation"],
        "topics_refer": [],
        "topics_forbidden": [],
        "voices": [],
        "levels_admitted": ["relay", "storyteller", "expert"],
        "languages": ["fr"],
        "territories": ["FR"],
        "escalation": [
            {"severity": "high", "user": "head", "backup": "mgr", "hours": "09:00-18:00"},
            {"severity": "low", "user": "mgr", "backup": "head", "hours": "09:00-18:00"},
        ],
        "valid_from": in_days(0),
        "valid_to": in_days(365),
        **values,
    }


def scope(company: Company, userid: str = "head", department: str = "rd", **values: Any) -> str:
    """Add the scope of a department and fill its draft; gives the URL of the draft."""
    client = company.rest(userid)
    made = client.post(
        "gov",
        {"@type": "SpeakingScope", "id": department, "title": department.upper(), "department": department},
        expect=201,
    )
    url = made["edition_in_preparation"]["@id"]
    client.patch(url, edition(**values))
    return url
