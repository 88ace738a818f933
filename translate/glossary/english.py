"""English words that say something about the word beside them, for names and for the lint."""

from __future__ import annotations

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)

FUNCTION_WORDS = frozenset(
    "a about above after again against all almost alone along already also although always am among an "
    "and any are as at be because been before being below between both but by can cannot could did do "
    "does doing done down during each either else enough even ever every few for from further had has "
    "have having he her here hers him his how however i if in into is it its itself just last later "
    "least less let like many may me meanwhile might mine more most much must my near neither never "
    "next no nor not now of off often on once one only onto or other others our ours out over own per "
    "perhaps quite rather really same shall she should since so some soon still such than that the "
    "their theirs them then there therefore these they this those though through thus till to today "
    "together too toward under unless unlike until up upon us very was we were what whatever when "
    "whenever where whereas whether which while who whom whose why will with within without would yet "
    "you your yours said says say get got go goes went make makes made take takes took new old good "
    "year years day days time people".split()
)
"""Words that stand in nearly every text: function words, and verbs and nouns as frequent as they."""

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lady lord madam madame president premier minister "
    "chancellor chairman chairwoman chairperson chair chief leader secretary governor mayor senator "
    "congressman congresswoman lawmaker representative rep sen gov gen lt col adm capt sgt speaker "
    "ambassador envoy general admiral colonel captain marshal king queen emperor empress prince "
    "princess pope father director commissioner spokesman spokeswoman spokesperson justice judge "
    "attorney coach".split()
)
"""Words before a person's name that are no part of it."""

DEMONYMS = frozenset(
    "afghan african albanian algerian american andorran angolan arab arabic arabian argentine argentinian "
    "armenian asian australian austrian azerbaijani azeri bahraini bangladeshi basque belarusian belgian "
    "bengali bhutanese bolivian bosnian brazilian british briton bulgarian burmese burundian cambodian "
    "cameroonian canadian cantonese caribbean catalan caucasian chechen chilean chinese colombian "
    "congolese croatian cuban cypriot czech danish dane dutch dutchman ecuadorean ecuadorian egyptian "
    "emirati english englishman eritrean estonian ethiopian european fijian filipino filipina finnish "
    "finn flemish french frenchman gambian georgian german ghanaian greek greenlandic guatemalan guinean "
    "guyanese haitian hawaiian hebrew hindi honduran hungarian icelandic indian indonesian iranian iraqi "
    "irish irishman israeli italian ivorian jamaican japanese javanese jewish jew jordanian kazakh kenyan "
    "khmer korean kosovar kurdish kurd kuwaiti kyrgyz lao laotian latin latvian lebanese liberian libyan "
    "lithuanian luxembourgish macedonian malagasy malawian malay malaysian maldivian malian maltese "
    "mandarin mauritian mexican moldovan mongolian montenegrin moroccan mozambican muslim namibian "
    "nepalese nepali nicaraguan nigerian nordic norwegian omani ottoman pakistani palestinian panamanian "
    "papuan paraguayan persian peruvian philippine pole polish portuguese qatari roman romanian russian "
    "rwandan salvadoran samoan saudi scandinavian scot scottish senegalese serb serbian singaporean "
    "slavic slovak slovakian slovene slovenian somali spaniard spanish sudanese sunni shia shiite swede "
    "swedish swiss syrian taiwanese tajik tamil tanzanian thai tibetan tongan tunisian turk turkish "
    "turkmen ugandan ukrainian uruguayan uyghur uzbek venezuelan vietnamese welsh western yemeni zambian "
    "zimbabwean christian catholic protestant buddhist hindu confucian antarctic arctic mediterranean "
    "balkan baltic soviet communist hispanic kiwi".split()
)
"""Adjectives and nouns of peoples, languages and faiths: each has several renderings by what it says."""
