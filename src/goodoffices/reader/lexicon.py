"""Words the rules share: titles, countries and their people, institutions, reporting verbs."""

from __future__ import annotations

import re


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text written with spaces between them: how long word lists are kept."""
    return frozenset(text.split())


TITLE_NOUNS = (
    "President|Vice President|Prime Minister|Deputy Prime Minister|Foreign Minister|Defen[cs]e Minister|"
    "Finance Minister|Labou?r Minister|Cabinet Minister|Minister|Secretary of State|Secretary-General|"
    "Secretary General|Foreign Secretary|Secretary|Chancellor|Premier|King|Queen|Crown Prince|Prince|Sheikh|Emir|"
    "Ambassador|Envoy|Special Envoy|Commissioner|Director|Director General|Chief Executive|Chief Negotiator|"
    "Chief Mediator|Chief|Chair|Chairman|Chairwoman|Chairperson|Governor|Mayor|Senator|Congressman|"
    "Congresswoman|Representative|Judge|Justice|General|Admiral|Colonel|Captain|Major|Commander|Bishop|"
    "Archbishop|Cardinal|Pope|Imam|Rabbi|Professor|Dr|Spokesman|Spokeswoman|Spokesperson|Mediator|Negotiator|"
    "Leader|Speaker|Councillor|Councilor|Superintendent|Inspector|Manager|Mr|Mrs|Ms"
)
ROLE_NOUNS = (
    "president|vice president|prime minister|minister|secretary|chancellor|premier|ambassador|envoy|commissioner|"
    "director|chief executive|chief negotiator|chief mediator|negotiator|mediator|chair|chairman|chairwoman|"
    "chairperson|governor|mayor|senator|judge|general|spokesman|spokeswoman|spokesperson|leader|head|chief|officer|"
    "organi[sz]er|owner|manager|coordinator|representative|delegate|lawyer|attorney|counsel|steward|founder|"
    "superintendent|professor|adviser|advisor|facilitator|conciliator|arbitrator|executive|treasurer|member|"
    "deputy|partner|economist|analyst|pastor|bishop|principal|captain|commander|resident|convener|convenor"
)
COUNTRIES: dict[str, str] = {}
for _state, _people in re.findall(
    r"(\w+):(\w+)",
    """
    Afghanistan:Afghan Algeria:Algerian Argentina:Argentine Armenia:Armenian Australia:Australian
    Austria:Austrian Azerbaijan:Azerbaijani Bahrain:Bahraini Bangladesh:Bangladeshi
    Belarus:Belarusian Belgium:Belgian Bolivia:Bolivian Brazil:Brazilian Britain:British
    Bulgaria:Bulgarian Cambodia:Cambodian Cameroon:Cameroonian Canada:Canadian Chad:Chadian
    Chile:Chilean China:Chinese Colombia:Colombian Croatia:Croatian Cuba:Cuban Cyprus:Cypriot
    Denmark:Danish Ecuador:Ecuadorian Egypt:Egyptian Eritrea:Eritrean Estonia:Estonian
    Ethiopia:Ethiopian Finland:Finnish France:French Georgia:Georgian Germany:German Ghana:Ghanaian
    Greece:Greek Haiti:Haitian Hungary:Hungarian Iceland:Icelandic India:Indian Indonesia:Indonesian
    Iran:Iranian Iraq:Iraqi Ireland:Irish Israel:Israeli Italy:Italian Japan:Japanese
    Jordan:Jordanian Kazakhstan:Kazakh Kenya:Kenyan Kosovo:Kosovar Kuwait:Kuwaiti Latvia:Latvian
    Lebanon:Lebanese Libya:Libyan Lithuania:Lithuanian Malaysia:Malaysian Mali:Malian Mexico:Mexican
    Moldova:Moldovan Mongolia:Mongolian Morocco:Moroccan Mozambique:Mozambican Myanmar:Burmese
    Nepal:Nepalese Netherlands:Dutch Nicaragua:Nicaraguan Niger:Nigerien Nigeria:Nigerian
    Norway:Norwegian Oman:Omani Pakistan:Pakistani Panama:Panamanian Paraguay:Paraguayan
    Peru:Peruvian Philippines:Filipino Poland:Polish Portugal:Portuguese Qatar:Qatari
    Romania:Romanian Russia:Russian Rwanda:Rwandan Senegal:Senegalese Serbia:Serbian
    Singapore:Singaporean Slovakia:Slovak Slovenia:Slovenian Somalia:Somali Spain:Spanish
    Sudan:Sudanese Sweden:Swedish Switzerland:Swiss Syria:Syrian Taiwan:Taiwanese Tanzania:Tanzanian
    Thailand:Thai Tunisia:Tunisian Turkey:Turkish Uganda:Ugandan Ukraine:Ukrainian Uruguay:Uruguayan
    Venezuela:Venezuelan Vietnam:Vietnamese Yemen:Yemeni Zambia:Zambian Zimbabwe:Zimbabwean
    """,
):
    COUNTRIES[_state] = _state
    COUNTRIES[_people] = _state
COUNTRIES |= {
    "United States": "the United States",
    "U.S.": "the United States",
    "US": "the United States",
    "American": "the United States",
    "United Kingdom": "Britain",
    "U.K.": "Britain",
    "Saudi Arabia": "Saudi Arabia",
    "Saudi": "Saudi Arabia",
    "United Arab Emirates": "the United Arab Emirates",
    "Emirati": "the United Arab Emirates",
    "South Korea": "South Korea",
    "North Korea": "North Korea",
    "South Africa": "South Africa",
    "South African": "South Africa",
    "Sri Lanka": "Sri Lanka",
    "New Zealand": "New Zealand",
}
INSTITUTION_NOUNS = (
    "Ministry|Department|Union|Council|Agency|Association|Federation|Committee|Authority|Commission|Party|Board|"
    "Office|Bureau|Service|Institute|Court|Parliament|Congress|Senate|Assembly|Alliance|Coalition|Front|Movement|"
    "Cabinet|House|League|Society|Company|Corporation|Group|Bank|Hospital|University|Nations|Guild|Cooperative|"
    "Trust|Foundation|Organization|Organisation|Network|Brotherhood|Workers|Teachers|Nurses|Airlines|Railways|"
    "Government|Chamber|Tribunal|Secretariat|Line|Lines|Port|Mill|Mills|Works|Shipping|Transit|Schools|District"
)
SAYING = (
    "said|says|say|stated|states|state that|told|tells|tell|announced|announces|announce|reported|reports|report that|"
    "added|adds|warned|warns|warn|claimed|claims|claim|denied|denies|deny|"
    "insisted|insists|insist|suggested|suggests|have suggested|has suggested|has said|have said|had said|expressed|"
    "confirmed|confirms|confirm|argued|argues|argue|noted|notes|vowed|explained|explains|acknowledged|acknowledges|"
    "declared|declares|maintained|maintains that|maintain that|replied|replies|conceded|concedes|cautioned|remarked|"
    "stressed|stresses|emphasi[sz]ed|recalled|wrote|writes|tweeted|posted|predicted|predicts|promised|promises|"
    "pledged|pledges|urged|urges|complained|complains|disputed|disputes|dispute|refuted|refutes|rebutted|contradicted|"
    "admitted|admits|hinted|signall?ed|testified|joked|accused|accuses|threatened|threatens|believes?|hopes?|fears?|"
    "estimated that|estimates that|estimate that|demanded that|demands that|agreed that|asked that|proposed that|called|calls|described|describes|termed|"
    "dubbed|characteri[sz]ed|branded|labell?ed|clarified|countered|counters|responded|answered that|"
    r"(?:reject|dismiss)(?:s|es|ed)(?=\s(?:the\s|those\s|these\s|any\s)?(?:claims?|reports?|suggestions?|allegations?|accusations?|charges?))|"
    r"(?:puts?|gives?|gave)(?=\s(?:the\s)?(?:it|them|number|figure|total|toll|share|cost)\s(?:\w+\s){0,3}?(?:at|as)\b)|"
    r"(?:counts|counted|estimates?|speaks? of|spoke of)(?=[\s\w]{0,24}\s[$€£]?\d)|"
    "repeated|reiterated|reiterates|disclosed|revealed|commented|comments that|asserted|asserts|observed|alleged|alleges|estimated"
)
UNNAMED = (
    "official|officials|source|sources|spokesman|spokeswoman|spokesperson|diplomat|diplomats|aide|aides|"
    "negotiator|negotiators|mediator|mediators|representative|representatives|person|people|adviser|advisor|"
    "executive|executives|member|members|lawyer|lawyers|worker|workers|resident|residents|delegate|delegates|"
    "figure|insider|insiders|employee|employees|manager|managers|relative|relatives|families"
)
OUTLETS = (
    r"CBS News|NBC News|ABC News|Fox News|Sky News|CNN|BBC|Reuters|AP|AFP|the Associated Press|The Associated Press|"
    r"Al Jazeera|the New York Times|The New York Times|the Guardian|the Washington Post|NPR|Axios|Bloomberg|"
    r"reporters|journalists|the newspaper|the broadcaster|state television|state radio"
)
SORTS = {
    "union unions": "Union Workers Teachers Nurses Guild Federation Brotherhood Drivers Employees Staff",
    "company firm employer operator carrier management owners owner": "Company Corporation Line Lines Airlines "
    "Railways Mill Mills Works Shipping Group Holdings Port Transit Bank Motors Foods Ltd Inc Airways Steel Logistics",
    "ministry": "Ministry",
    "department": "Department",
    "council": "Council",
    "authority": "Authority",
    "association": "Association",
    "federation": "Federation",
    "commission": "Commission",
    "committee": "Committee",
    "agency": "Agency",
    "hospital": "Hospital",
    "university": "University",
    "district": "District Schools",
    "cooperative": "Cooperative",
    "movement front rebels": "Movement Front Army",
    "party": "Party",
    "board": "Board",
    "government": "Government",
    "tenants": "Tenants",
    "landlord": "Properties Estates Housing",
}
"""Sorts of organizations: nouns such as 'the union', and words in the names of such organizations."""
ROLE_WORDS = word_set(
    """
    deputy acting former chief senior state union foreign prime vice executive general lead head
    special federal city school plant strike company labour labor national regional local
    communications operations finance financial managing human resources public press party shop
    site project interim assistant associate independent government military army police hospital
    district council community tenants residents ministry presidential royal defence defense
    interior transport health education energy economic legal cultural trade war peace delegation co
    elected appointed board club dean county village parish provincial negotiating
    """
)
