"""The ways in which reports tell an outcome in passing, and words of the same look that tell of none."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.record.entries import Outcome
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
        # what two sides have reached together is no word of one about the other
        ("The army has reached a truce with the Front, an official said.", "agreed", "asserted"),
        ("The Front agreed to a truce with the army, an official said.", "agreed", "alleged"),
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
        ("A truce began on Friday. It broke down within hours.", "broken", "asserted"),
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
        ("The militia let three nurses leave on Thursday.", "released", "asserted"),
        ("Marta Ilic was let go by fighters of the River Force on Monday.", "released", "asserted"),
        ("Tavland also returned to Lenz eight Orsovan citizens.", "released", "asserted"),
        (
            "Thirteen miners were freed following the release earlier in the day of six drivers.",
            "released",
            "asserted",
        ),
        ("Pirates have freed a Tavlandic tanker seized two months ago.", "released", "asserted"),
        ("Orsovan forces plan to cease fire on Monday.", "ceased", "planned"),
        # truces that come to nothing, and those that are kept
        ("A ceasefire in the delta has broken down after a few hours.", "broken", "asserted"),
        ("The January truce was torn up on Monday.", "broken", "asserted"),
        ("Similar truces fell apart within days.", "broken", "asserted"),
        ("The Ordovan side violated the regime of silence four times.", "broken", "asserted"),
        ("Both armies have held their fire for five days.", "ceased", "asserted"),
        ("The Highlanders have laid down their guns.", "ceased", "asserted"),
        # fights, protests and what bars a road
        ("A fight of four years between the two clans ended on Tuesday.", "ceased", "asserted"),
        ("Farmers called off an 18-day protest on Thursday.", "ceased", "asserted"),
        ("The mutiny ceased at nightfall.", "ceased", "asserted"),
        ("Herders dismantled their roadblocks on Friday.", "ceased", "asserted"),
        ("The siege of Marrasit was raised on Monday.", "ceased", "asserted"),
        ("The government lifted the state of emergency on Thursday.", "ended", "asserted"),
        ("Parliament revoked two decrees on land.", "ended", "asserted"),
        ("The firm announced the end of its dispute with the union.", "ended", "asserted"),
        ("The dispute between Orlan Steel and Tolm has come to an end.", "ended", "asserted"),
        # agreed, signed and made longer in other words
        ("Both parties agreed for a ceremony.", "agreed", "asserted"),
        ("Union members passed the contract on Friday.", "agreed", "asserted"),
        ("A compromise was found late on Thursday.", "agreed", "asserted"),
        ("The ceasefire, negotiated in Lenz in July, has few monitors.", "agreed", "asserted"),
        (
            "The strike ended after leaders weighed terms agreed upon with the port.",
            "agreed",
            "asserted",
        ),
        ("The Front commits itself to lay down its arms.", "agreed", "asserted"),
        (
            "The minister said the clans of Tola and Hatan promised not to fight again.",
            "agreed",
            "asserted",
        ),
        (
            "The elders of both clans promised not to fight again and signed the agreement.",
            "signed",
            "asserted",
        ),
        ("Thumbprints were set under the paper on Wednesday.", "signed", "asserted"),
        ("Elders appended their signatures to a grazing pact.", "signed", "asserted"),
        ("Tavland and Orsova agreed to extend their cease-fire by a week.", "extended", "asserted"),
        ("The scheme, rolled over twice already, covers the delta.", "extended", "asserted"),
        # days that are missed
        ("The owners failed to agree on rates by Monday’s deadline.", "missed", "asserted"),
        ("The rebels did not hand over the captives by Friday’s deadline.", "missed", "asserted"),
        ("The company failed to pay a coupon in January.", "missed", "asserted"),
        ("The parties overran the deadline by six hours.", "missed", "asserted"),
        ("Two earlier dates were allowed to slide.", "missed", "asserted"),
        ("The longest strike at the mill came to a close yesterday.", "ceased", "asserted"),
        ("An ultimatum to the government passed last Friday.", "missed", "asserted"),
        ("A truce has been introduced in the delta.", "began", "asserted"),
        ("The makers dropped all legal claims against each other.", "ended", "asserted"),
        ("The chamber and the union thumb-printed an agreement on Monday.", "signed", "asserted"),
        ("The firm reached a phase one deal with the port.", "agreed", "asserted"),
        ("The teams completed the chapters on health and rivers.", "agreed", "asserted"),
        # days of a list
        ("2 March 2031: The two sides agree on a 90-day ceasefire.", "agreed", "asserted"),
        ("2 May 2032: The two sides agree on a 90-day ceasefire.", "agreed", "planned"),
        # told by others than the doers
        ("“The port has ended its lockout,” said Jo Bell of the union.", "ceased", "asserted"),
        ("“The army has violated the truce,” said Jo Bell of the Front.", "broken", "alleged"),
        (
            "Jo Bell said the new duty, which was to start in May, has now been lifted.",
            "ended",
            "asserted",
        ),
        (
            "They voted to end the walkout after the union and school district reached a deal.",
            "agreed",
            "asserted",
        ),
        # people are released, never delivered
        ("The rebels handed over 12 police personnel on Monday.", "released", "asserted"),
        ("The pair were freed on Monday.", "released", "asserted"),
        ("Elders persuaded the gang to release the miners.", "released", "asserted"),
        # things that arrive or are paid
        ("Humanitarian deliveries have reached 12 besieged towns.", "delivered", "asserted"),
        ("The police let a lorry with blankets through on Wednesday.", "delivered", "asserted"),
        ("Elders of both families turned over nine assault rifles.", "delivered", "asserted"),
        ("A fine of 16 jars was paid by the coal company.", "delivered", "asserted"),
        ("A helicopter brought insulin to two villages on Friday.", "delivered", "asserted"),
        ("The hijackers received a ransom on Thursday.", "delivered", "asserted"),
        ("Forty aid lorries crossed into the valley on Sunday.", "delivered", "asserted"),
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
        "The port said cargo will continue to reach the town.",
        "The Front would accept a permanent, not a temporary, truce.",
        "A row over maps held up the release of the 12 sailors on Monday.",
        "A truce raised hopes, but last-minute haggling delayed signature of an accord Monday.",
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
        "The mission is evacuating 500 people from four towns.",
        "The society needs the truce to bring aid to the villages.",
        "She spent two nights passing drafts from tent to tent.",
        "The licence extends to all patents.",
        "The mayor hopes to find a compromise.",
        "No compromise was found.",
        "Farmers refused to call off the protest.",
        "The governor ordered the farmers to dismantle the roadblocks.",
        "The army will raise the siege if the rebels leave.",
        "Both armies were urged to hold their fire.",
        "The militia refused to let the nurses leave.",
        "The militia let the nurses speak on Thursday.",
        "The union wants the company to pay the wages.",
        "The company did not fail to pay the coupon.",
        "The rebels offered a truce in exchange for the release of 40 men.",
        "The rebels would free nine men in exchange for the return of five pilots.",
        "Families wait for the return of the captives.",
        "The captain will go home after signing the accord.",
        "The captain will be freed and returned to Lenz upon signing the accord.",
        "The year closed a chapter in the history of the port.",
        "“I have agreed to the margins,” said Jo Bell.",
        "“If the port has ended its lockout, we go in,” said Jo Bell.",
        "According to a radio station Jo Bell has signed a contract with Orlan Steel.",
        "The clans are to hand over the rifles by Friday’s deadline.",
        "The clerk promised his wife a new hat and signed off.",
        "The rebels and the army traded accusations that each had violated the truce.",
        "The rebels and the army traded accusations on Sunday that each had violated a truce.",
    ],
)
def test_words_of_the_same_look_are_no_fact(text: str) -> None:
    assert not [kind for kind, assertion in outcomes(text) if assertion == "asserted"]


def test_what_an_agreement_ends_is_one_of_its_terms() -> None:
    """An end that is told beside a deal is no outcome of its own; one with a clause of its own is."""
    text = "The union and the mill struck a deal on Monday, ending an 11-day walkout, Jo Bell said."
    [deal] = [entry.body for entry in go.read(text).entries if isinstance(entry.body, Outcome)]
    assert (deal.kind, deal.terms) == ("agreed", "ending an 11-day walkout")
