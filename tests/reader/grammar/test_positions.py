"""Positions told by verbs, adjectives and nouns, by what is said; and words that tell of none."""

from __future__ import annotations

import pytest

from goodoffices.reader import read
from goodoffices.record import Position

AMID = "The quarry board of Tolm and the Carters' League met in Tolm on Monday. "
"""A sentence before the others that makes two sides known."""


def positions(text: str) -> list[tuple[str, str, str]]:
    """Return actor, stance and matter of the positions of a constructed report."""
    reading = read(text.encode(), published="2031-03-12", name="report")
    names = {actor.id: actor.name for actor in reading.actors}
    bodies = (entry.body for entry in reading.entries)
    return [(names[b.actor], b.stance, b.text) for b in bodies if isinstance(b, Position)]


@pytest.mark.parametrize(
    ("text", "who", "stance", "what"),
    [
        ("Orva is insisting on a joint survey of the weir.", "Orva", "demands", "joint survey"),
        ("Orva was adamant that Kesh must stop the pumps.", "Orva", "demands", "stop the pumps"),
        ("Orva would like Kesh to move the buoys.", "Orva", "demands", "move the buoys"),
        ("The owners want the bridge closed.", "owners", "demands", "bridge closed"),
        ("The mayor asked the carters to free them.", "mayor", "demands", "free them"),
        ("Orva asks that the inquiry into the toll sit in public.", "Orva", "demands", "sit in public"),
        ("The islands asked for the ban to be lifted.", "islands", "demands", "ban to be lifted"),
        ("The carters called the offer laughable.", "carters", "rejects", "offer"),
        ("Orva argued for a longer grazing season.", "Orva", "demands", "longer grazing season"),
        ("Orva has advocated a joint toll on the canal.", "Orva", "demands", "joint toll"),
        ("Orva stuck to its demand for the repeal of the toll law.", "Orva", "demands", "repeal"),
        ("Orva repeated its demand that the pumps be stopped.", "Orva", "demands", "pumps be stopped"),
        (
            "The talks failed over Orva's demand for a bigger share of the water.",
            "Orva",
            "demands",
            "share",
        ),
        ("Orva's main demand is the withdrawal of the patrols.", "Orva", "demands", "withdrawal"),
        (
            "The round broke up over calls by Orva to halve the toll.",
            "Orva",
            "demands",
            "halve the toll",
        ),
        (
            "The carters blocked the bridge, demanding compensation for the road.",
            "carters",
            "demands",
            "compensation",
        ),
        (
            "The carters said the board must reopen the bridge.",
            "carters",
            "demands",
            "reopen the bridge",
        ),
        (
            "“We want the board to reopen the bridge,” Mara Venn said.",
            "Mara Venn",
            "demands",
            "reopen the bridge",
        ),
        (
            "“We need a written promise on wages,” Mara Venn said.",
            "Mara Venn",
            "demands",
            "written promise",
        ),
        (
            "Mara Venn made it clear that the board must pay the arrears.",
            "Mara Venn",
            "demands",
            "pay the arrears",
        ),
        ("Orva announced it would free all the sailors.", "Orva", "offers", "free all the sailors"),
        ("Orva stood ready to lift the blockade.", "Orva", "offers", "lift the blockade"),
        ("Orva said it was willing to share the dam.", "Orva", "offers", "share the dam"),
        ("Orva is open to changing the route of the canal.", "Orva", "offers", "changing the route"),
        ("The carters put forward a new wage offer.", "carters", "offers", "wage offer"),
        ("The carters made a concession on night work.", "carters", "offers", "night work"),
        ("The carters tabled a new pay offer on Monday.", "carters", "offers", "pay offer"),
        ("The village weighed Orva's offer of a second well.", "Orva", "offers", "second well"),
        ("Orva expressed its willingness to reopen the canal.", "Orva", "offers", "reopen the canal"),
        ("Orva's latest offer was for 40 crowns a ton.", "Orva", "offers", "40 crowns"),
        ("Orva pledged to withdraw its patrols.", "Orva", "offers", "withdraw its patrols"),
        ("Orva said it was open to a truce.", "Orva", "accepts", "truce"),
        ("Orva said it had no objection to a joint survey.", "Orva", "accepts", "joint survey"),
        ("Orva did not accept the offer of Kesh.", "Orva", "rejects", "offer"),
        ("Orva is not willing to share the dam.", "Orva", "rejects", "share the dam"),
        ("Orva said it was not prepared to cut the toll.", "Orva", "rejects", "cut the toll"),
        ("Orva did not agree to the new frontier.", "Orva", "rejects", "new frontier"),
        ("Orva does not support the toll.", "Orva", "rejects", "toll"),
        ("Orva objected to the wording of the draft.", "Orva", "rejects", "wording"),
        ("Orva raised objections to the second dam.", "Orva", "rejects", "second dam"),
        (
            "The feud drags on because of Orva's refusal to recognise the frontier.",
            "Orva",
            "rejects",
            "recognise the frontier",
        ),
        ("The carters were angered by Kesh's rejection of the plan.", "Kesh", "rejects", "plan"),
        ("Orva said it would not lift its ban on barges.", "Orva", "rejects", "lift its ban"),
        ("Orva called the offer unacceptable.", "Orva", "rejects", "offer"),
        ("The village is reluctant to sell its meadows.", "village", "rejects", "sell its meadows"),
        (
            "A request by the carters for a mediator was turned down by Orva.",
            "carters",
            "demands",
            "mediator",
        ),
        (
            "“Orva will not allow a second weir,” said Mara Venn, a spokeswoman for Orva.",
            "Orva",
            "rejects",
            "allow a second weir",
        ),
        ("“The carters reject the toll,” Mara Venn said.", "carters", "rejects", "toll"),
        ("Mara Venn said the toll was unacceptable.", "Mara Venn", "rejects", "toll"),
        (
            "“The offer is just not acceptable to our members,” Mara Venn said.",
            "Mara Venn",
            "rejects",
            "offer",
        ),
        (
            "Orva insisted there would be no truce until the pumps were stopped.",
            "Orva",
            "rejects",
            "truce",
        ),
        ("“There can be no deal on tolls,” Mara Venn said.", "Mara Venn", "rejects", "deal on tolls"),
        (
            "“There is no possibility of a second lock,” Mara Venn said.",
            "Mara Venn",
            "rejects",
            "second lock",
        ),
        (
            "Orva said it would not enter a pact with the carters.",
            "Orva",
            "rejects",
            "enter a pact",
        ),
        (
            "“We cannot cut the wages of our crews,” Mara Venn said.",
            "Mara Venn",
            "rejects",
            "cut the wages",
        ),
        (
            "Orva is not going to grant the carters a second day.",
            "Orva",
            "rejects",
            "grant the carters a second day",
        ),
        (
            "Orva insisted that it would not be offering any more water.",
            "Orva",
            "rejects",
            "more water",
        ),
        (
            "“All the sailors must be released,” Mara Venn said.",
            "Mara Venn",
            "demands",
            "sailors must be released",
        ),
        (
            "Orva said that the toll could not be included in the talks.",
            "Orva",
            "rejects",
            "toll",
        ),
        (
            "The chairman, Mara Venn, said that they should drop the toll.",
            "Mara Venn",
            "demands",
            "drop the toll",
        ),
        (
            "Kesh's rejection on Monday of Orva's plan angered the carters.",
            "Kesh",
            "rejects",
            "plan",
        ),
        (
            "Mara Venn criticised the rejection of a pay rise by the carters.",
            "carters",
            "rejects",
            "pay rise",
        ),
        ("A toll is the condition that Kesh has set for a pact.", "Kesh", "demands", "toll"),
        (
            "The last offer of the carters included a free day and lower tolls.",
            "carters",
            "offers",
            "free day",
        ),
        ("Orva confirmed its willingness to share the dam.", "Orva", "offers", "share the dam"),
        (
            "Ninety per cent of the carters voted to reject the offer.",
            "carters",
            "rejects",
            "offer",
        ),
        ("Orva suggested moving the buoys.", "Orva", "offers", "moving the buoys"),
        ("Orva is ready for talks at any hour.", "Orva", "offers", "talks at any hour"),
        ("Orva said the toll was out of the question.", "Orva", "rejects", "toll"),
        (
            "Orva said it would not bring its boats home until Kesh paid the fine.",
            "Orva",
            "rejects",
            "bring its boats home",
        ),
        (
            "Orva was criticised for the toll and has ruled out a second weir.",
            "Orva",
            "rejects",
            "second weir",
        ),
        (
            "Orva said it could not allow a toll if it is not paid by all.",
            "Orva",
            "rejects",
            "allow a toll",
        ),
        (
            "“The board asked us to rethink our demands,” Mara Venn said.",
            "quarry board of Tolm",
            "demands",
            "rethink our demands",
        ),
        (
            "The plan lay on the table. The board described it as inadequate and unfair.",
            "quarry board of Tolm",
            "rejects",
            "plan",
        ),
        (
            "“When one side gives, there should be concessions by both,” Mara Venn said.",
            "Mara Venn",
            "demands",
            "concessions by both",
        ),
        (
            "The board sought concessions from Orva to stay in the talks.",
            "quarry board of Tolm",
            "demands",
            "",
        ),
        (
            "While Hal Oran spoke of it, chairman Bo Lund said it rained. “Orva must go home,” he added.",
            "Bo Lund",
            "demands",
            "go home",
        ),
        (
            "Chairman Hal Oran spoke. His view was shared by chairman Bo Lund. He rejected the toll.",
            "Bo Lund",
            "rejects",
            "toll",
        ),
        (
            "The board left the hall, and they want a new vote.",
            "quarry board of Tolm",
            "demands",
            "vote",
        ),
        (
            "Orva said it would not be possible to sign a pact until all came.",
            "Orva",
            "rejects",
            "sign a pact",
        ),
        (
            "“It is unacceptable for the toll to rise,” Mara Venn said.",
            "Mara Venn",
            "rejects",
            "toll to rise",
        ),
        (
            "“We still need Kesh to halve the toll,” Mara Venn said.",
            "Mara Venn",
            "demands",
            "halve the toll",
        ),
        (
            "Kesh spoke of a longer season, a plan Orva rejected.",
            "Orva",
            "rejects",
            "plan",
        ),
        ("Kesh praised the plan that Orva rejected.", "Orva", "rejects", "plan"),
        ("Orva won't work with Kesh.", "Orva", "rejects", "work with kesh"),
        (
            "Orva sees no basis for talks with Kesh.",
            "Orva",
            "rejects",
            "talks with kesh",
        ),
        (
            "Orva said it would no longer hold talks with Kesh.",
            "Orva",
            "rejects",
            "hold talks with kesh",
        ),
        (
            "The carters' first offer would guarantee a free day.",
            "carters",
            "offers",
            "free day",
        ),
        (
            "Chairman Bo Lund met the board. Bo Lund's office said it would prefer a fixed toll.",
            "Bo Lund's office",
            "demands",
            "fixed toll",
        ),
        ("Orva says it is open to talks on the toll.", "Orva", "offers", "talks on the toll"),
        ("Orva declared itself ready to share the dam.", "Orva", "offers", "share the dam"),
        (
            "Mara Venn said her country was ready to share the dam.",
            "Mara Venn",
            "offers",
            "share the dam",
        ),
        (
            "Mara Venn told the press that her country would need a guarantee.",
            "Mara Venn",
            "demands",
            "guarantee",
        ),
        ("Mara Venn said there will be no bailout.", "Mara Venn", "rejects", "bailout"),
        ("The carters will not budge.", "carters", "rejects", "not budge"),
        ("Mara Venn exhorted Kesh to halve the toll.", "Mara Venn", "demands", "halve the toll"),
        ("Orva is bidding 16 crowns for the mill.", "Orva", "offers", "16 crowns"),
        ("The presidency refused to share the dam.", "presidency", "rejects", "share the dam"),
        (
            "Orva said it would free the sailors if Kesh lifted the ban.",
            "Orva",
            "offers",
            "free the sailors",
        ),
        (
            "Orva was asked of the toll. This does not change its rejection of the toll, it said.",
            "Orva",
            "rejects",
            "the toll",
        ),
        ("Orva suggested formal arbitration.", "Orva", "offers", "formal arbitration"),
        (
            "Mara Venn said the talks must not be dragged out.",
            "Mara Venn",
            "rejects",
            "talks",
        ),
        (
            "Mara Venn, an envoy of Orva, said Orva could not negotiate on the toll.",
            "Orva",
            "rejects",
            "negotiate on the toll",
        ),
        ("Orva introduced a demand to halve the toll.", "Orva", "demands", "halve the toll"),
        ("Orva has no wish to share the dam.", "Orva", "rejects", "share the dam"),
        (
            "Orva maintained that a deal should exclude small boats.",
            "Orva",
            "demands",
            "exclude small boats",
        ),
        (
            "“Any settlement must be fair to the carters,” Mara Venn said.",
            "Mara Venn",
            "demands",
            "fair to the carters",
        ),
        (
            "Orva threatened to shut the canal unless the toll was halved.",
            "Orva",
            "demands",
            "toll was halved",
        ),
        (
            "Orva threatened to shut the canal if Kesh failed to free the sailors.",
            "Orva",
            "demands",
            "free the sailors",
        ),
        (
            "Orva threatened to shut the canal if it did not get a share of the toll.",
            "Orva",
            "demands",
            "share of the toll",
        ),
        (
            "Mara Venn said the carters would not be paid a bonus.",
            "Mara Venn",
            "rejects",
            "carters would not be paid a bonus",
        ),
        ("“We would prefer a fixed toll,” Mara Venn said.", "Mara Venn", "demands", "fixed toll"),
        (
            "Kesh joined the carters in rejecting the plan.",
            "Kesh",
            "rejects",
            "plan",
        ),
        (
            "Orva annoyed the carters by sticking to its line and urging Kesh to give ground.",
            "Orva",
            "demands",
            "give ground",
        ),
        (
            "Kesh put forward a new plan for the weir. Orva called it unacceptable.",
            "Orva",
            "rejects",
            "new plan",
        ),
        (
            "The changes that Orva is seeking to make in the draft are small.",
            "Orva",
            "demands",
            "the changes",
        ),
        (
            "Orva said that it would accept a lasting, not a passing, halt to the patrols.",
            "Orva",
            "accepts",
            "a lasting, not a passing, halt to the patrols",
        ),
        (
            "Orva is ready “to lower the toll at once” in good faith.",
            "Orva",
            "offers",
            "“lower the toll at once” in good faith",
        ),
    ],
)
def test_a_position_by_its_word(text: str, who: str, stance: str, what: str) -> None:
    found = positions(AMID + text)
    assert [(name.lower(), told) for name, told, matter in found if what in matter.lower()] == [
        (who.lower(), stance)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Orva is not opposed to a joint survey.",
        "The front, which opposes the government, left Tolm on Monday.",
        "Mara Venn opposes the junta.",
        "The rebels, who oppose the president, left Tolm on Monday.",
        "Orva is not reluctant to speak of it.",
        "Mara Venn lives with her three daughters in Tolm.",
        "Mara Venn called on the mayor on Monday.",
        "“It rained all day,” Mara Venn said to a hall full of carters.",
        "Orva insisted on Monday night that the round had gone well.",
        "The statute requires that carters give notice.",
        "The carters will strike for five days.",
        "The board asked its members to bring lamps.",
        "The board asked whether the road was open.",
        "The board and the carters could not agree on a day.",
        "Rescuers are looking for the crew of the barge.",
        "Mara Venn wants to thank the carters.",
        "Mara Venn is ready for the winter.",
        "The parties agree to work for a lasting peace.",
        "Mara Venn embraced her brother at the gate.",
        "The board sought advice on the lease.",
        "A spokesman declined a request for comment.",
        "The carters need more time to study the paper.",
        "Orva's demand had surprised nobody.",
        "Demand for cheap bricks has risen in Tolm.",
        "There were calls for calm.",
        "A supermarket has an offer of two loaves for one.",
        "The call by Mara Venn lasted ten minutes.",
        "Mara Venn said the weather should clear by noon.",
        "The match must go on, the referee said.",
        "Orva's objections were not known.",
        "If Orva accepted the plan, the pumps would stop.",
        "It is not known whether Orva would accept the plan.",
        "Orva no longer demands a toll.",
        "Orva dropped its demand for a toll.",
        "Orva has not yet accepted the plan.",
        "The statement said it would not rain.",
        "Mara Venn set out her conditions for a pact.",
        "Mara Venn spoke amid pressure from Orva to accept the toll.",
        "Both Orva and Kesh want to avoid a quarrel.",
        "Mara Venn was not prepared to name the buyers.",
        "“We have had an offer for the mill,” Mara Venn said.",
        "Orva has said the dam could dry the meadows.",
        "The carters voted to authorise a strike.",
        "Orva said it would delay the release of the crew.",
        "Orva has shown its readiness to win.",
        "“There will be no trains on Sunday,” Mara Venn said.",
        "Police said the driver could not be found.",
        "“They are not going to win this year,” Mara Venn said.",
        "The carters had been told that they must go home.",
        "The board and the carters could not agree on the toll.",
        "“In the end we could not make the sums work,” Mara Venn said.",
        "Mara Venn will not go to Tolm.",
        "Orva preferred the other word.",
        "The toll sank Orva's bid to win a friend.",
        "Police said they knew the man that Orva wants.",
        "Orva fought for the hill in May.",
        "The board and Orva agreed to seek a pact.",
        "“I want to assure the people that all is well,” Mara Venn said.",
        "The carters called for a new strike in Tolm.",
        "Orva wants to negotiate on Monday.",
        "Mara Venn reminded all that letters must not be long.",
        "Mara Venn said that her predecessor refused to share the dam.",
        "Mara Venn said the talks should begin at noon.",
        "The treaty requires the sides to meet.",
        "The heat demands a slow walk.",
        "The tent offers shelter to all.",
        "Orva conceded errors of aim.",
        "“The board has yet to read it,” Mara Venn said.",
        "“The carters are having to sleep in tents,” Mara Venn said.",
        "“We are calm. So should they be,” Mara Venn said.",
        "Mara Venn said it had not been possible to reach the hill.",
        "Orva threatened to shut the canal if it rained.",
        "Mara Venn sees no reason for joy.",
        "“The weather should be fair,” Mara Venn said.",
        "The board spoke of the tolls that villagers are prepared to accept.",
        "Mara Venn spoke amid a quarrel of traders over their offer of a toll.",
        "“Nobody was hurt and it was not acceptable,” Mara Venn said.",
        "The situation demands patience.",
        "The conditions call for care.",
        "The carters are expected to reject the toll.",
        "Orva called the visit a success.",
    ],
)
def test_words_that_tell_of_no_position(text: str) -> None:
    assert positions(AMID + text) == []


def test_an_offer_on_a_condition_is_conditional() -> None:
    text = AMID + "Orva said it would free the sailors if Kesh lifted the ban."
    reading = read(text.encode(), published="2031-03-12", name="report")
    told = [entry for entry in reading.entries if isinstance(entry.body, Position)]
    assert [entry.assertion for entry in told] == ["conditional"]


def test_a_stance_of_others_in_a_quotation_is_alleged() -> None:
    text = AMID + "“Kesh wants a toll on the canal,” said Mara Venn, a minister of Orva."
    reading = read(text.encode(), published="2031-03-12", name="report")
    told = [entry for entry in reading.entries if isinstance(entry.body, Position)]
    assert [entry.assertion for entry in told] == ["alleged"]


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("The Carters' League insists that the quarry board rejects a joint toll.", "alleged"),
        ("The Carters' League says the quarry board is not ready to discuss a joint toll.", "alleged"),
        ("The quarry board said it rejects a joint toll.", "asserted"),
        ("A spokesman for the quarry board said the board rejects a joint toll.", "asserted"),
        ("The mediator, Ana Roth, said the quarry board rejects a joint toll.", "asserted"),
        ("The quarry board rejects a joint toll.", "asserted"),
    ],
)
def test_a_stance_told_by_the_other_side_is_alleged(text: str, assertion: str) -> None:
    reading = read((AMID + text).encode(), published="2031-03-12", name="report")
    [found] = [one for one in reading.entries if isinstance(one.body, Position)]
    assert found.assertion == assertion
