"""Contacts that reports tell in plain words: who met whom, travelled, phoned, went back to talks."""

from __future__ import annotations

import pytest

from tests.support.contacts_read import contacts


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Peru's chief peace-broker met with a rebel leader on Monday.", "meeting", "held"),
        (
            "Ana Bell, the envoy of Peru, arrived on Monday in Chile's rebel-held capital.",
            "visit",
            "held",
        ),
        (
            "While in the capital, Lima, the envoy, Ana Bell, met with Chile's President Lars Holm.",
            "meeting",
            "held",
        ),
        (
            "Peru, Chile and Ecuador will host a meeting to deal with the river levels on Friday.",
            "meeting",
            "planned",
        ),
        (
            "At the end of three days of rocky peace meetings, the union rejected the offer.",
            "meeting",
            "held",
        ),
        (
            "Months of meetings have failed to yield a deal on the mill.",
            "meeting",
            "ended-without-result",
        ),
        (
            "More than a year of informal talks between Peru and Chile led to an accord.",
            "talks-round",
            "held",
        ),
        ("The effort involved tense talks with Chile.", "talks-round", "held"),
        ("The ferries will keep running while negotiations progress.", "talks-round", "ongoing"),
        (
            "The dockers suspended their participation in the talks on Monday.",
            "talks-round",
            "suspended",
        ),
        ("On Monday Ana Bell was on the phone with Lars Holm, the envoy of Chile.", "call", "held"),
        ("The owners and the players will return on Friday for more talks.", "meeting", "planned"),
        ("The nurses head back to the bargaining table on Friday.", "talks-round", "planned"),
        ("The mill and the union will continue to negotiate.", "talks-round", "planned"),
        ("A state mediator worked with both sides on Monday.", "meeting", "held"),
        ("Ana Bell, the envoy of Peru, toured the Andean capitals in February.", "visit", "held"),
        (
            "The envoys of Peru travelled to Quito on Monday, hoping to push the talks forward.",
            "visit",
            "held",
        ),
        (
            "Negotiators for Peru and Chile have been in communication by phone this week.",
            "correspondence",
            "held",
        ),
        ("The government has sent the rebels a draft agenda for talks.", "correspondence", "held"),
        (
            "The envoy Ana Bell conveyed to the rebels on Monday that the offer stands.",
            "correspondence",
            "held",
        ),
        (
            "Talks broke off a week ago after the two sides failed to reach a deal.",
            "talks-round",
            "broken-off",
        ),
        ("A rebel delegation was briefed by Peruvian mediators.", "meeting", "held"),
        (
            "On Monday, after a five-hour meeting called by Mayor Lars Holm, the council changed its offer.",
            "meeting",
            "held",
        ),
        ("Talks between Peru and Chile on the dam are shifting to Lima.", "talks-round", "ongoing"),
        ("The envoy Ana Bell left Lima on Tuesday for a short visit to Quito.", "visit", "held"),
        (
            "Ana Bell, a state mediator, spent Monday walking back and forth between the two sides.",
            "meeting",
            "held",
        ),
        ("The envoy Ana Bell briefed members of the Andean Council yesterday.", "meeting", "held"),
        ("General Lars Holm called on the defence minister on Monday.", "meeting", "held"),
        ("The envoy Ana Bell is due in both capitals on Friday.", "visit", "planned"),
        ("The foreign minister of Peru will go to Quito on Friday.", "visit", "planned"),
        ("The delegation of Peru had an exchange with the committee on Monday.", "meeting", "held"),
        ("Ana Bell has an appointment with General Lars Holm on Friday.", "meeting", "planned"),
        ("Two shareholders had coffee with the mill's finance director on Monday.", "meeting", "held"),
        ("The ambassador of Peru was called in to the foreign ministry on Monday.", "meeting", "held"),
        ("Parents are to see the head teacher tomorrow.", "meeting", "planned"),
        ("The envoys conferred by video with Ana Bell on Monday.", "call", "held"),
        ("A video conference of the chief negotiators took place on Monday.", "call", "held"),
        (
            "The mill has agreed to fit filters after talks with the anglers on Wednesday.",
            "talks-round",
            "held",
        ),
        ("The truce follows a call on Sunday between Ana Bell and Lars Holm.", "call", "held"),
        ("Peru cancelled its participation in the talks on Monday.", "talks-round", "broken-off"),
        ("The tenants met the agent of their landlord on Monday.", "meeting", "held"),
        ("The envoy spoke with the rebels behind closed doors on Monday.", "meeting", "held"),
        ("The union has put forward a new offer in a letter to the airline.", "correspondence", "held"),
        (
            "The rebels proposed a truce in a letter sent to the envoy Ana Bell.",
            "correspondence",
            "held",
        ),
        ("The breakdown in talks failed to deter the mill.", "talks-round", "broken-off"),
        (
            "A shorter list would simplify the fish talks, which have been deadlocked for months.",
            "talks-round",
            "suspended",
        ),
        (
            "The chief negotiator of Peru went to Quito on Monday amid failure to reach a deal.",
            "visit",
            "held",
        ),
        (
            "Negotiations between Peru and Chile on the dam petered out in May.",
            "talks-round",
            "broken-off",
        ),
        (
            "Following a briefing from the negotiator Ana Bell, the leaders left Lima.",
            "meeting",
            "held",
        ),
        ("The elders negotiated the release of the crew with the rebels.", "talks-round", "held"),
        ("The two ministers spoke on Sunday.", "call", "held"),
        (
            "The premiers of Peru and Chile are to speak on the restored hotline on Friday.",
            "call",
            "planned",
        ),
        ("A visit by the trade minister planned for April will not take place.", "visit", "postponed"),
        (
            "Negotiators for Peru and Chile will not be meeting in Lima next week after all.",
            "meeting",
            "postponed",
        ),
        ("General Lars Holm inspected a guard and called on the prime minister.", "meeting", "held"),
        ("The envoy Ana Bell is due back in the country on Friday.", "visit", "planned"),
        ("The ministers and the elders agreed to a dialogue on Monday.", "talks-round", "planned"),
        (
            "Both capitals gave details of a planned meeting between Peru and Chile.",
            "meeting",
            "planned",
        ),
        ("The smelters will work with a mediator to settle their disputes.", "meeting", "planned"),
        ("“Had a good telephone conversation with Lars Holm,” said Minister Ana Bell.", "call", "held"),
    ],
)
def test_contacts_told_in_plain_words_are_found(text: str, kind: str, status: str) -> None:
    assert (kind, status) in [told[:2] for told in contacts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The baker worked with both hands on Monday.",
        "The company will continue to negotiate a path through the storm.",
        "Years of talks would be needed.",
        "The mediator could be on the phone with both sides on Friday.",
        "The council demanded that the mill return for more talks.",
        "The effort will involve talks with Chile if the truce holds.",
        "The envoy denied having conveyed to the rebels that the offer stands.",
        "The smith met with an accident on Monday.",
        "The band toured the coast in February.",
        "The government has sent the rebels no draft agenda for talks.",
        "The clerk sent the printer a draft on Monday.",
        "General Lars Holm called on the rebels to lay down their arms.",
        "The bank of Peru is due in court on Friday.",
        "The dancers had coffee with milk on Monday.",
        "The nurse has no appointment with the mill on Friday.",
        "The mill would talk if the union had an appointment with it on Friday.",
        "The couple called in on the way to Lima.",
        "The minister of Peru will go to the theatre on Friday.",
        "The union will not put its demands in a letter to the airline.",
        "Fear of a breakdown in talks has deterred the mill.",
        "In case the talks between Peru and Chile fail, a tribunal will be formed.",
        "The broker negotiated a path with care.",
        "Peru will no longer host peace talks between Chile and the rebels.",
        "The envoy Ana Bell will no longer meet the rebels on Mondays.",
        "“We are working closely with the mediators,” said Minister Ana Bell.",
        "The airline would pay if it had a briefing from the pilots.",
        "The two ministers spoke at a rally on Sunday.",
        "The two ministers will not meet.",
        "A strike planned for April will not take place.",
        "The generals called on the prime minister to resign.",
        "The harvest is due in the country on Friday.",
        "The mediator working with both sides on Monday said that they were far apart.",
        "“A conversation with Lars Holm would help,” said Minister Ana Bell.",
    ],
)
def test_none_is_found_in_words_like_them(text: str) -> None:
    assert contacts(text) == []
