"""Pages of invented outlets, each with the furniture that some kind of outlet puts around its texts.

A line is told by its first character: T title, S subtitle, P paragraph, H cross-heading, anything else
after the bar is furniture with that reason.
"""

BROADCASTER = """
icons|icon lampicon lamp officon chevron upicon chevron downicon closeicon shareicon tagicon mail
time|12 May, 2031 08:15

T|Harbour reports ‘pure fantasy’ – Port Authority

S|A paper had written that the west quay of Sandwick might be given up
repeats the title|Harbour reports ‘pure fantasy’ – Port Authority

P|The Port Authority has called a report on the west quay pure fantasy, its spokesman said on Monday.

P|“Nobody gives up a quay,” Piet Lund added. The crane will stand again by autumn.
"""
PORTAL = """
T|Mayor Denies Every Plan

byline|Written by Silke Aas

time|May.12 - 2031 2:14 PM CET

section|News
credit|Photo: Brightstock.com
credit|Photo: Brightstock.com
S|Mayor Denies Plan to Sell the West Quay.

teaser heading|Trending Now

teaser heading|TRENDING NOW

P|The mayor of Sandwick has dismissed reports that the town wants to sell its west quay to a foreign company.

P|The quay, built in 1911, lost its crane on Sunday. It "stays ours", he said.
"""
TRANSLATION = """
repeats the title|NewsQuay for sale: a mayor's word and what it is worth

T|Quay for sale: a mayor's word and what it is worth

caption|The west quay of Sandwick has stood empty since the crane fell on Sunday.
caption|The west quay of Sandwick has stood empty since the crane fell on Sunday.
credit|Images source: © Skagen | SKAGEN/OLA BERG

time|3:39 AM EST, May 13, 2031

P|The town did not name the buyer, but the fishermen reportedly know him from the winter fair.

P|- We saw him count the bollards, and he counted them twice - Jon Eide declared.

H|A quay is not a "simple toy"

P|According to the harbour master, the sale of a public quay needs the consent of the county.

teaser heading|Related content
"""
DAILY = """
section|News Feed

T|County to forbid sale of west quay during talks with buyer, Skagen reports

reading time|2 min read
repeats the title|County to forbid sale of west quay during talks with buyer, Skagen reports
caption|Governor Runa Moe opens the winter fair in Sandwick on July 8, 2030. (Contributor/Skagen Images)

P|The county will forbid the sale of the west quay, Skagen reported on Jan. 15, citing its sources.

P|Moe has often said that quays are "public land".

P|The buyer told the agency that the talks have not begun.

teaser|Will anyone rescue ‘the last crane’ of the coast? We asked three harbour masters
teaser|A week before the fair nobody on the coast knows who will pay for the crane, or whether it can
image|Article image
image|Avatar
author box|Katrin Huus

author box|News Editor

biography|Katrin Huus joined The Coast Post in 2024. She grew up in Ostby and holds a licence for tugs.

teaser heading|Read more
section|News Feed

after the article|A court in Osterland has put off the case of the nine lighthouse keepers until autumn.

navigation|Show More
"""
NO_BLANK_LINES = """
navigation|Skip to content
section|News
before the title|The Gull
T|Harbour closed after crane falls on trawler
relative time|Published
time|12 May 2031
share|Share
byline|By Marta Quill
author box|Harbour correspondent
caption|A crane on the west quay
credit|Image source, The Gull
image|Image caption,
caption|The crane came down at four in the morning
P|The harbour of Sandwick has been closed after a crane fell on a moored trawler and cut it in two.
P|Nobody was on board, the coastguard said.
P|"We heard a noise like a train," said Piet Lund, who lives above the chandlery.
teaser heading|Related stories
teaser|Storm takes roof off school
teaser|Why cranes fall
P|The harbour master is to meet the owners on Thursday, and boats are asked to use the port of Ostby.
P|The council said it would pay for the tugs.
share|Follow The Gull on Facebook, X and Instagram.
teaser heading|More on this story
teaser|Storm takes roof off school
time|11 May 2031
"""
AGENCY = """
T|Tugs sent to Sandwick after crane falls

byline|By Marta Quill and Jon Eide
time|May 12, 2031 10:05 AM UTC
relative time|Updated 3 hours ago

caption|A trawler lies under a crane in Sandwick, May 12, 2031. SKAGEN/Ola Berg Purchase Licensing Rights

P|SANDWICK, May 12 (Skagen) - Two tugs were on their way to Sandwick on Monday after a crane fell.

advertisement|Advertisement · Scroll to continue

P|"It is a mess," said the harbour master, Ilse Brandt.

teaser|READ MORE: Why cranes fall

P|The owner, Nordkai, declined to comment

sign-off|Reporting by Marta Quill; Editing by Jon Eide

legal|Our Standards: The Skagen Principles.
"""
OPINION = """
section|OPINION
T|Cranes are not weather.
S|Those who say that nobody could have known have not read the inspection reports, which are public.
time|Ola Berg | 13 May 2031 | 4 min read

P|In March the inspectors found eleven cracks in the jib. In April they found twelve.

teaser|Read next: The quay that sank

P|There is a word for this, and it is not bad luck...

H|And yet the council speaks of luck

P|The three demands of the fishermen are simple:

P|- open the reports
P|- pay for the boat

P|None of them costs more than a new town hall.

biography|Ola Berg is a writer and a former crane driver. He lives in Sandwick.

comments|Comments (14)
after the article|Piet: I saw it coming.
after the article|Anna: So did I. It was clear for years.
"""
BOX_INSIDE = """
T|Crane falls on trawler
repeats the title|Crane falls on trawler
time|12 May 2031 10:05 CET
update|Last updated: 13 May 2031 08:00 CET

P|The harbour of Sandwick has been closed after a crane fell on a moored trawler and cut it in two.

H|Background

P|In March the inspectors found eleven cracks in the jib, and the owner promised to mend them.

teaser heading|Related content

teaser|Storm takes roof off school
teaser|Roofers expect a good summer.

P|It took the fire brigade a day to lift the crane, and it lifted it wrong twice.

author box|About the author
author box|Marta Quill
biography|Marta Quill has written about the sea since 2011. She owns a boat.
"""
AGGREGATOR = """
before the title|Shore Digest
before the title|The coast in ten minutes
navigation|Home | World | Money | Sport | Quiz
cookies|We use cookies to make this site work. Accept all | Settings

repeats the title|WorldCrane, trawler, quay: what the papers say
T|Crane, trawler, quay: what the papers say
byline|Marta Quill, Ostby
time|Jan 23, 2031, 9:20 am

caption|The west quay, seen from the lighthouse hill. (Reader's picture)

P|The west quay of Sandwick is closed and its crane lies in the water, The Gull reported.

P|The Tern writes that the trawler may never sail again. (Skagen)

navigation|Show More

teaser heading|You may also like
teaser|Why do gulls sleep on one leg?
teaser|Which mayor owns eleven boats?

promotion|Subscribe to the Shore newsletter. Unsubscribe at any time.
legal|Copyright Shore Digest 2031. All rights reserved.
"""
SIGNED_QUOTE = """
T|Fishermen ask for their quay

P|The fishermen of Sandwick have asked the county to give them back the west quay before the herring come.

P|They say that the east quay is too shallow for boats that carry more than nine tonnes.

author box|Ola Berg
author box|Analyst, Skagen

P|The county has not answered.

P|A meeting was planned for March, then for April, then for no month at all.

P|The harbour master says that she reads the letters.

P|The herring will come in May, whatever the county says.
"""
PAGES = {
    "broadcaster": BROADCASTER,
    "portal": PORTAL,
    "translation": TRANSLATION,
    "daily": DAILY,
    "no_blank_lines": NO_BLANK_LINES,
    "agency": AGENCY,
    "opinion": OPINION,
    "box_inside": BOX_INSIDE,
    "aggregator": AGGREGATOR,
    "signed_quote": SIGNED_QUOTE,
}
ROLES = {"T": "title", "S": "subtitle", "P": "paragraph", "H": "heading"}


def split_marked(page: str) -> tuple[str, list[tuple[str, str, str]]]:
    """Split a marked page into its text and, for each line, role, reason and text."""
    marked = [line.partition("|") for line in page.strip().splitlines()]
    text = "\n".join(line for _, _, line in marked) + "\n"
    told = [(mark, line) for mark, _, line in marked if line]
    return text, [(ROLES.get(m, "furniture"), "" if m in ROLES else m, line) for m, line in told]
