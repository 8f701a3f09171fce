# Made from the table of homes in __init__.py: python -m tests.support.facade
from goodoffices import agreements as agreements
from goodoffices import casefile as casefile
from goodoffices import charts as charts
from goodoffices import formats as formats
from goodoffices import model as model
from goodoffices import phases as phases
from goodoffices import reader as reader
from goodoffices import record as record
from goodoffices import report as report
from goodoffices import review_page as review_page
from goodoffices import space as space
from goodoffices import stability as stability
from goodoffices import talks as talks
from goodoffices import testing as testing
from goodoffices.agreements import deals as deals
from goodoffices.casefile import new as new
from goodoffices.errors import GoodOfficesError as GoodOfficesError
from goodoffices.errors import InputError as InputError
from goodoffices.errors import LedgerError as LedgerError
from goodoffices.errors import Problem as Problem
from goodoffices.errors import ProtocolError as ProtocolError
from goodoffices.errors import RecordOnlyError as RecordOnlyError
from goodoffices.errors import UsageError as UsageError
from goodoffices.formats import check as check
from goodoffices.formats import convert as convert
from goodoffices.formats import load as load
from goodoffices.reader import read as read
from goodoffices.report import brief as brief
from goodoffices.report import run as run

__version__: str
