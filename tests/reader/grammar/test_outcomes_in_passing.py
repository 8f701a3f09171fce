"""The ways in which reports tell an outcome in passing, and words of the same look that tell of none."""

from __future__ import annotations

import pytest

from tests.support.outcomes_read import told


def outcomes(text: str) -> set[tuple[str, str]]:
    """Return kind and assertion of the outcomes of a text."""
    return {(kind, assertion) for kind, assertion, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "kind", "assertion"),
    [
        # glad of what was done, or to tell it
        (
            "“We are pleased to have reached an agreement,” Orlan Steel and the union said.",
            "agreed",
            "asserted",
        ),
        (
            "The board said it was pleased to announce that it had reached a deal with the union.",
            "agreed",
            "asserted",
        ),
        ("The mill and the union were able to reach an agreement on Monday.", "agreed", "asserted"),
        ("Orlan Steel has not been able to reach an agreement with the union.", "agreed", "denied"),
        # an end told beside its cause
        (
            "The union and the mill agreed to a new contract on Monday, ending a strike that began in May.",
            "ceased",
            "asserted",
        ),
        (
            "The two sides signed an accord on Monday, which ended the six-week lockout.",
            "ceased",
            "asserted",
        ),
        ("A deal reached on Monday ended the five-week strike.", "ceased", "asserted"),
        (
            "Tavland and Orsova reached a deal on Monday that ended weeks of fighting.",
            "ceased",
            "asserted",
        ),
        (
            "The strike began in May. The striking dockers went back to work on Monday.",
            "ceased",
            "asserted",
        ),
        (
            "The teachers’ strike is over: teachers returned to their classrooms on Monday.",
            "ceased",
            "asserted",
        ),
        ("The governor declared the suspension of the strike on Monday.", "ceased", "asserted"),
        # told by who brought it about, or by 'with'
        (
            "The peace deal was brokered by Bishop Ana Bell and ended weeks of raids.",
            "agreed",
            "asserted",
        ),
        (
            "The League, which had brokered a six-month truce between the clans, welcomed the step.",
            "agreed",
            "asserted",
        ),
        (
            "Tavland Schools announced a tentative deal with the teachers’ union on Monday.",
            "agreed",
            "asserted",
        ),
        (
            "The Front was not part of a 2026 peace deal between Tavland and the Hill Brigade.",
            "agreed",
            "asserted",
        ),
        # verbs that say as much as 'agree' and 'sign'
        ("Both clans have resolved to return the stolen cattle.", "agreed", "asserted"),
        ("Tavland has consented to a 90-day suspension of the proceedings.", "agreed", "asserted"),
        ("Both sides decided on Monday not to send out patrols after dusk.", "agreed", "asserted"),
        ("Both companies settled all litigation over the name on Monday.", "agreed", "asserted"),
        ("The list of prisoners had been settled in Montevideo.", "agreed", "asserted"),
        (
            "Braun Yards entered into a five-year supply agreement with Ferrylinks on Monday.",
            "signed",
            "asserted",
        ),
        (
            "The ministers exchanged visits after the signature of the border treaty in 2024.",
            "signed",
            "asserted",
        ),
        (
            "Elders gathered in Lenz on Monday for the signing of the grazing accord.",
            "signed",
            "asserted",
        ),
        ("Opponents of the mine had agreed to dismantle the roadblocks.", "agreed", "asserted"),
        ("The airline and the attendants agreed to binding arbitration.", "agreed", "asserted"),
        ("Orlan Air and its pilots settled the remaining issues on Monday.", "agreed", "asserted"),
        ("The League, which helped broker the truce, welcomed the step.", "agreed", "asserted"),
        ("Villagers stopped blocking the road to the mine on Monday.", "ceased", "asserted"),
        ("The Front said the army had violated the truce.", "broken", "alleged"),
        ("According to the drivers the company has gone back on its promise.", "broken", "alleged"),
        (
            "Under the settlement the port will pay for masks and the miners drop their lawsuit.",
            "ended",
            "planned",
        ),
        ("The Front said it had violated the truce.", "broken", "asserted"),
        ("The company went back on its promise on Monday.", "broken", "asserted"),
        ("The museum returned a total of nine masks to the kingdom.", "delivered", "asserted"),
        ("Ten days of talks produced a settlement on Sunday.", "agreed", "asserted"),
        ("An agreement in principle was announced shortly after six.", "agreed", "asserted"),
        # truces and talks that 'it' and 'one' stand for
        ("A truce began on Friday. It broke down within hours.", "ended", "asserted"),
        (
            "The ministers wrapped up two days of talks without agreeing on the dam.",
            "agreed",
            "denied",
        ),
        # given up
        ("Orlan Steel dropped its lawsuit against the port on Monday.", "ended", "asserted"),
        ("The union and the port withdrew their complaints on Monday.", "ended", "asserted"),
        ("Tavland lifted a four-year ban on Orsovan copper on Monday.", "ended", "asserted"),
        ("The students ended their hunger strike on Monday.", "ceased", "asserted"),
        ("The Harbour Party quit the ruling coalition on Monday.", "ended", "asserted"),
        # handed back, brought in, set free
        ("The museum returned 31 bronzes to the kingdom on Monday.", "delivered", "asserted"),
        (
            "The gallery handed the artefacts over to the government of Orsova on Monday.",
            "delivered",
            "asserted",
        ),
        ("The stolen cattle were handed over to their owners on Friday.", "delivered", "asserted"),
        ("The herders will return all the looted cattle.", "delivered", "planned"),
        (
            "The museum transferred ownership of 29 sculptures to the kingdom on Monday.",
            "delivered",
            "asserted",
        ),
        ("Twenty-one trucks carrying food entered Marrasit on Sunday.", "delivered", "asserted"),
        ("A convoy took food and medicine to Marrasit on Sunday.", "delivered", "asserted"),
        (
            "The last of the hostages was a nurse who was released on Friday.",
            "released",
            "asserted",
        ),
        ("The others were set free by the rebels on Monday.", "released", "asserted"),
        ("The five captives regained their freedom on Monday.", "released", "asserted"),
        (
            "The abducted tourists were reunited with their families on Monday.",
            "released",
            "asserted",
        ),
        ("Two rangers held by the Brigade were let go on Monday.", "released", "asserted"),
    ],
)
def test_an_outcome_told_in_passing_is_found(text: str, kind: str, assertion: str) -> None:
    assert (kind, assertion) in outcomes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The board hopes to be able to announce a deal with the union.",
        "The board would be pleased to announce that it had reached a deal with the union.",
        "The union is ready to return to work if the mill reopens.",
        "The dockers refused to go back to work on Monday.",
        "The mill wants the strikers to return to work.",
        "The mill demanded a contract ending the strike.",
        "The League hopes to broker a truce between the clans.",
        "Tavland announced talks with the union on a deal.",
        "The union resolved to fight on.",
        "The council decided on Monday to paint the bridge.",
        "A statement saying that two dockers had been let go was false, the port said.",
        "The figures of both banks agree to the last cent.",
        "Doctors agree that the water is safe.",
        "The League hopes to help broker a truce.",
        "Aid workers were used by the clan to have a prison inmate released.",
        "The talks may produce a settlement.",
        "An agreement will be announced on Friday.",
        "The minister settled into her chair.",
        "Tavland urged Orsova to drop its lawsuit.",
        "The court rejected a call to lift the ban.",
        "The party threatened to quit the ruling coalition.",
        "The museum refused to return the bronzes.",
        "Orsova demands that the museum return 31 bronzes.",
        "Trucks carrying food were stopped at the border.",
        "The rebels denied that the captives had regained their freedom.",
        "The truce may break down. It would collapse if shelling resumed.",
        "The herders gathered on Monday for a march.",
        "Families wait to be reunited with the captives.",
        "The firm dropped its prices on Monday.",
        "The team returned the trophy to its shelf.",
    ],
)
def test_words_of_the_same_look_are_no_fact(text: str) -> None:
    assert not [kind for kind, assertion in outcomes(text) if assertion == "asserted"]
