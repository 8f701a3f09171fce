"""Names in a report: each is taken whole and ends where it ends, and no actor has two."""

from __future__ import annotations

import pytest

import goodoffices as go


def names(text: str) -> set[str]:
    """Return the names of all actors of a report."""
    return {actor.name for actor in go.read(text).actors}


WHOLE = {
    # points of the compass and the like before a state or a region
    "South Sudan officials met the Selm Front in Lenz.": {"South Sudan", "Selm Front"},
    "South Sudan government and the Selm Front agreed on a truce.": {"South Sudan", "Selm Front"},
    "South Korean envoys met the Selm Front on Monday.": {"South Korea", "Selm Front"},
    "North Korea and South Korea agreed to reopen the line.": {"North Korea", "South Korea"},
    "North Korean and South Korean envoys met in Lenz.": {"North Korea", "South Korea"},
    "Korea rejected the plan. Korea’s minister met the Selm Front.": {"Korea", "Selm Front"},
    "South Korean envoys left. The Korean envoys and Korea’s army wept.": {"South Korea"},
    "South Korea and North Korea met Korean farmers.": {"South Korea", "North Korea", "Korean farmers"},
    "South American envoys met the Selm Front.": {"Selm Front"},
    "Sudan rejected the plan of South Sudan.": {"Sudan", "South Sudan"},
    "The Selm Nurses Association and St. Orla Health System reached a deal.": {
        "Selm Nurses Association",
        "St. Orla Health System",
    },
    "The government and transport unions reached a deal.": {"government", "transport unions"},
    "The government and opposition parties met in Lenz.": {"government", "opposition"},
    "The health and transport unions met the minister.": {"health and transport unions", "minister"},
    "Envoys of East Odria and West Odria met in Lenz.": {"East Odria", "West Odria"},
    "West Odria rejected the plan. Odria accepted it.": {"West Odria", "Odria"},
    "New Odria’s minister met envoys of Central Odria.": {"New Odria", "Central Odria"},
    "The South Odria Farmers Union met the Selm Front.": {"South Odria Farmers Union", "Selm Front"},
    "The South Korean Nurses Union met the Selm Front.": {"South Korean Nurses Union", "Selm Front"},
    "On Monday South Korea rejected the plan.": {"South Korea"},
    # a remark in brackets
    "The National (ice) Skating League met the Selm Guild.": {
        "National (ice) Skating League",
        "Selm Guild",
    },
    "The National Skating League met the Selm Guild.": {"National Skating League", "Selm Guild"},
    # words that join the parts of a name
    "The Intergovernmental Authority on Fisheries met the Selm Guild.": {
        "Intergovernmental Authority on Fisheries",
        "Selm Guild",
    },
    "The International Committee of the Blue Lamp met the Selm Army.": {
        "International Committee of the Blue Lamp",
        "Selm Army",
    },
    "The National Peace Front of the Bahamas met the Selm Army.": {
        "National Peace Front of the Bahamas",
        "Selm Army",
    },
    "The Association of Carters and Porters met the Selm Board.": {
        "Association of Carters and Porters",
        "Selm Board",
    },
    "The Association of Quarrymen and Masonry Union (AQMU) met the Selm Board.": {
        "Association of Quarrymen and Masonry Union",
        "Selm Board",
    },
    "The National Association of Odria Carters and Porters met the Selm Board.": {
        "National Association of Odria Carters and Porters",
        "Selm Board",
    },
    "Odria Dental Surgeons and Chemists Union (ODSCU) met the Selm Board.": {
        "Odria Dental Surgeons and Chemists Union",
        "Selm Board",
    },
    "The University and School Union met the Selm Board.": {
        "University and School Union",
        "Selm Board",
    },
    "The Agency for the Protection of Rivers met the Selm Guild.": {
        "Agency for the Protection of Rivers",
        "Selm Guild",
    },
    "The Office of the Presidential Adviser on Fisheries met the Selm Guild.": {
        "Office of the Presidential Adviser on Fisheries",
        "Selm Guild",
    },
    "The Selm Carters Association/United Carters Union met the Selm Board.": {
        "Selm Carters Association",
        "United Carters Union",
        "Selm Board",
    },
    "The Lenz carters’ association met the Selm Board.": {"Lenz carters’ association", "Selm Board"},
    # firms
    "Air Peru said the Lamp Union had refused. Air Peru met the Lamp Union.": {
        "Air Peru",
        "Lamp Union",
    },
    "The Lamp Union met Norvik Peru on Monday.": {"Norvik Peru", "Lamp Union"},
    "The Lamp Union met Bolden Tin Limited on Monday.": {"Bolden Tin Limited", "Lamp Union"},
    "The Lamp Union met the Kaia Tolm Agri company on Monday.": {"Kaia Tolm Agri", "Lamp Union"},
    "Peruvian National Railway refused. The Lamp Union met Royal Mail.": {
        "Peruvian National Railway",
        "Lamp Union",
        "Royal Mail",
    },
    "The Faroe Islands rejected the plan. The Faroese minister left.": {"the Faroe Islands"},
    "The Committee on Foreign Relations met the Selm Guild.": {
        "Committee on Foreign Relations",
        "Selm Guild",
    },
    "Holm and Women’s Hospital met the Selm Guild.": {"Holm and Women’s Hospital", "Selm Guild"},
    "Holm and Selm Hospital met the Selm Guild.": {"Holm", "Selm Hospital", "Selm Guild"},
    # where a name ends
    "The Selm Council on Monday met the Selm Guild.": {"Selm Council", "Selm Guild"},
    "The Selm Association of Carters and Peru signed.": {"Selm Association of Carters", "Peru"},
    "The Selm Union and the Odria Porters Union signed.": {"Selm Union", "Odria Porters Union"},
    "The Committee on Tuesday and Friday met the Selm Guild.": {"Committee", "Selm Guild"},
    "Envoys of the Selm Union of the Free Carters and Orlo Venn met.": {
        "Selm Union of the Free Carters",
        "Orlo Venn",
    },
}


@pytest.mark.parametrize(("text", "whole"), WHOLE.items())
def test_a_name_is_taken_whole(text: str, whole: set[str]) -> None:
    assert names(text) == whole


ENDS = {
    # a person behind the body that the office is of
    "They met the mayor of Lenz Ana Venn on Monday.": {"Ana Venn"},
    "Selm Hydro refused. They met the president and CEO of Selm Hydro Jory Venn.": {
        "Selm Hydro",
        "Jory Venn",
    },
    "The Carters Guild met miner Tolmo Ore (TLMJ.J).": {"Tolmo Ore", "Carters Guild"},
    "First Secretary to the Exchequer Ana Venn met the Selm Guild.": {"Ana Venn", "Selm Guild"},
    # where a firm has its seat
    "The Carters Guild met Lenz, Md.-based Selm Airways.": {"Selm Airways", "Carters Guild"},
    "Lenz-based Selm Airways met the Carters Guild.": {"Selm Airways", "Carters Guild"},
    # the people of a body stand for it
    "Top strategists of Prime Minister Orlo Venn’s Orchard Party met the Selm Guild.": {
        "Orlo Venn",
        "Orchard Party",
        "Selm Guild",
    },
    # a sort behind a name
    "Leaders of the OVTP carters union met the Selm Board. The union said no.": {"OVTP", "Selm Board"},
    "The Selm Carters Association union met the Selm Board.": {
        "Selm Carters Association",
        "Selm Board",
    },
    "Unison union said it had met Selm Metro. Unison’s officer wept.": {"Unison", "Selm Metro"},
    "The Selm Metro union met Selm Metro. Selm Metro refused.": {"Selm Metro union", "Selm Metro"},
    "Envoys of the Orvan party met the Selm Guild. Orvan refused.": {"Orvan", "Selm Guild"},
    "East Odrian Bloc ODIG met Peru. Leaders of the ODIG left.": {"ODIG", "Peru"},
    "The Tolm-Lac Veer community met Selm Metro. The Tolm-Lac Veer community left.": {
        "Tolm-Lac Veer",
        "Selm Metro",
    },
    "Veerford Health met Selm Metro on Monday.": {"Veerford Health", "Selm Metro"},
    # those who fight for a body
    "Peru met the Free Selm Army (FSA) guerrillas in Lenz.": {"Free Selm Army", "Peru"},
    "Peru and the rebels of the Selm Front agreed on a truce.": {"Selm Front", "Peru"},
    "Peru met Peruvian rebels in Lenz.": {"Peru", "Peruvian rebels"},
    "Odrani rebels met Peru. The Odranis said the rebels had left.": {"Odranis", "Peru"},
    # a people or a creed is not who fights in its name
    "Odrani rebels met Peru on Monday.": {"Odrani rebels", "Peru"},
    "Peru signed a truce with the only Selmist rebels still fighting.": {"Selmist rebels", "Peru"},
    "Odrani rebels met Peru. The Odranis left. Syrian rebels left. The rebels met Peru.": {
        "Odranis",
        "Peru",
        "rebels",
    },
    # what somebody does just now is no name
    "The locked-out players met Selm Metro. Players wept. Selm Metro left.": {"players", "Selm Metro"},
    "German Chancellor Orlo Venn’s farmers met Selm Metro. Selm Metro left.": {
        "German Chancellor Orlo Venn’s farmers",
        "Orlo Venn",
        "Selm Metro",
    },
    # what is nobody
    "A Peruvian-Chilean team left. The U.S.-Chilean talks failed.": set(),
    "Peru said the ceasefire would be signed by Chile.": {"Peru", "Chile"},
    "Peru held meaningful discussions of concerns and issues.": {"Peru"},
    "Talks between Peru and Chile ended. Talks had begun in May.": {"Peru", "Chile"},
    "Peru and Chile will sign a ceasefire, the ceasefire to be signed in May.": {"Peru", "Chile"},
    # two groups in one phrase
    "Rich and poor nations agreed on a fund.": {"rich nations", "poor nations"},
    "The talks of large and small farmers failed. He met small farmers.": {
        "large farmers",
        "small farmers",
    },
    "Old and wise nations agreed on a fund.": {"old and wise nations"},
}


@pytest.mark.parametrize(("text", "whole"), ENDS.items())
def test_a_name_ends_where_it_ends(text: str, whole: set[str]) -> None:
    assert names(text) == whole


ONE = {
    # initials
    "Selm Airways met the Carters Guild. SA refused. SA left.": {"Selm Airways", "Carters Guild"},
    "The National Skating League met the Selm Guild. The NSL refused.": {
        "National Skating League",
        "Selm Guild",
    },
    "NSL owners met the Selm Guild. The National Skating League refused.": {
        "NSL owners",
        "National Skating League",
        "Selm Guild",
    },
    "The Association of Lamp Makers met the Selm Guild. ALM refused.": {
        "Association of Lamp Makers",
        "Selm Guild",
    },
    "The Free Dockers’ Front of the Bahamas met the Selm Guild. The FDFB refused.": {
        "Free Dockers’ Front of the Bahamas",
        "Selm Guild",
    },
    "The Selm Lamp Union met the Selm Lock Union. SLU refused.": {
        "Selm Lamp Union",
        "Selm Lock Union",
        "SLU",
    },
    "The Selm Lamp Union met the Carters Guild (SLU).": {"Selm Lamp Union", "Carters Guild"},
    "The Selm Lamp Union (SLAM) met the Carters Guild. SLU refused.": {
        "Selm Lamp Union",
        "Carters Guild",
        "SLU",
    },
    # the name without the word for its sort
    "Tolmo Airways met the Carters Guild. Tolmo refused. Tolmo left.": {
        "Tolmo Airways",
        "Carters Guild",
    },
    "Tolmo rejected the bid of Bresk Airlines. Tolmo Airways and Bresk met.": {
        "Tolmo Airways",
        "Bresk Airlines",
    },
    "Bresk Steel Minerals Peru refused. Bresk Steel Minerals Peru met Norvia. Bresk left.": {
        "Bresk Steel Minerals Peru",
        "Norvia",
    },
    "Tolmo Airways met Tolmo Steel. Tolmo left.": {
        "Tolmo Airways",
        "Tolmo Steel",
    },
    "Peru Airways met the Carters Guild. Peru refused the plan.": {
        "Peru Airways",
        "Carters Guild",
        "Peru",
    },
    "The Lenz Council met the Carters Guild. Rain fell in Lenz.": {"Lenz Council", "Carters Guild"},
    # a description that shares a word with the name
    "The lamp workers union struck. The Union of Lamp Makers met Selm Metro. Selm Metro left.": {
        "Union of Lamp Makers",
        "Selm Metro",
    },
    "The Selm School District refused. The school district met the Lamp Union.": {
        "Selm School District",
        "Lamp Union",
    },
    "The carters’ union refused. The Union of Lamp Makers met Selm Metro. Selm Metro left.": {
        "carters’ union",
        "Union of Lamp Makers",
        "Selm Metro",
    },
    "The maritime workers union struck. The Maritime Union of Peru met Selm Metro. Selm Metro left.": {
        "Maritime Union of Peru",
        "Selm Metro",
    },
    "Selm Hydro refused. The hydro company met the Lamp Union. Selm Hydro left.": {
        "Selm Hydro",
        "Lamp Union",
    },
    "The Odrian Free Trade Party met Peru. The Free Trade Party (FTP) refused.": {
        "Odrian Free Trade Party",
        "Free Trade Party",
        "Peru",
    },
    "The Chilean Free Trade Party met Peru. The Free Trade Party refused.": {
        "Chilean Free Trade Party",
        "Peru",
    },
    "The rival company refused. Tolmo Logistics met the rival company.": {
        "rival company",
        "Tolmo Logistics",
    },
    "Tolmo Logistics met the Lamp Union. The rival shipping company left the union.": {
        "Tolmo Logistics",
        "Lamp Union",
        "rival shipping company",
    },
    "Free Gas Ltd met the Lamp Union. Free trade failed. Free Gas Ltd left.": {
        "Free Gas Ltd",
        "Lamp Union",
    },
    # the only one of its kind
    "Royal Mail met the Lamp Union. The company left.": {"Royal Mail", "Lamp Union"},
    "Tolmo Logistics met the Lamp Union. The multinational shipping company left.": {
        "Tolmo Logistics",
        "Lamp Union",
    },
    "Tolmo Airways met Bresk Airways. The low-cost shipping company left.": {
        "Tolmo Airways",
        "Bresk Airways",
        "low-cost shipping company",
    },
    "The Selm Carters Association met Selm Metro. The union refused. Selm Metro left.": {
        "Selm Carters Association",
        "Selm Metro",
    },
    "NSL owners met the Lamp Union. The NSL refused. The league left.": {
        "NSL owners",
        "NSL",
        "Lamp Union",
    },
    "Selm Gas refused. Selm Gas met the Lamp Union. The company’s offer failed. The company left.": {
        "Selm Gas",
        "Lamp Union",
    },
    "Tolmo Airways met the Lamp Union. The airline left. The carrier made no offer.": {
        "Tolmo Airways",
        "Lamp Union",
    },
    "The Selm Skating League met the Lamp Union. The league left. The union waited.": {
        "Selm Skating League",
        "Lamp Union",
    },
    "The Selm Public Schools met the Lamp Union. The district left.": {
        "Selm Public Schools",
        "Lamp Union",
    },
    "Tolmo Airways met Bresk Airways. The company refused.": {
        "Tolmo Airways",
        "Bresk Airways",
        "company",
    },
    "The company refused. Tolmo Airways, Bresk Airways and Kelm Airlines met.": {
        "company",
        "Tolmo Airways",
        "Bresk Airways",
        "Kelm Airlines",
    },
}


@pytest.mark.parametrize(("text", "whole"), ONE.items())
def test_an_actor_has_one_name(text: str, whole: set[str]) -> None:
    assert names(text) == whole
