"""识别身份：where a text names the person or the unit, however it is written.

A match is exact after folding; nothing is guessed from initials, from sound or from a job. What is decided:

* 姓名：whole, with spaces, dots and the like between its characters, in traditional characters, and in full
  pinyin in both orders. Of a name in parts (阿依古丽·买买提) the first part alone names the person where it
  has three characters or more, unless another father's name follows; the second is somebody else's name.
* 两个字的姓名：stands in ordinary words too (提*高洁*净). Chinese has no word boundary, so it is reported as
  it stands, and is `sure` only where it begins a phrase, is introduced, carries a title or is spread out.
* 单位：whole, by an alias, with the name of its division in another form (某湖县图书馆、某湖图书馆), and a
  company by its trade name. What is left without the division is never searched where every county has one
  (图书馆); where it has a name of its own (东归融媒体中心) it is reported, and not `sure`.
* 身份证号码、电话：as digits, whatever stands between them. They go with the name.
"""

from applications.rules.identifying.identity import Identity, Mention, What, identity_of
from applications.rules.identifying.searching import mentions

__all__ = ["Identity", "Mention", "What", "identity_of", "mentions"]
