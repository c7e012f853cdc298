-- An agent's name is personal data: it stands sealed with the parties and nowhere else.
update asset a set name_zh = r.identifier, name_en = r.identifier, version = a.version + 1
from resource r where r.id = a.id and r.kind = 'agent';
