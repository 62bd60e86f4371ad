"""The process that reads files apart."""

from indicators.children import serve
from indicators.reports.apart import answer

serve(answer)
