# The inputs of samples/nightly-skill.ps1 for one skill of a tenant. Copy this file, fill in every value, and pass it with -SettingsPath.
# A value that is left empty stops the run before anything is sent, with exit code 2.
@{
    # Get-CxSkill -Outbound lists the skills.
    Skill              = ''

    # The number of agents that take the calls of the skill, the days of history to use, and the mean time after a call in seconds.
    Agents             = $null
    HistoryDays        = $null
    WrapSec            = $null

    # The unit of the handle times in the history: Seconds, Minutes or Hours.
    AhtUnit            = ''

    # Limit of the simulation (0.02 is 2 %), largest change of the ratio per run, and highest ratio of the search.
    MaxAbandonmentRate = $null
    MaximumStep        = $null
    HighestRatio       = $null

    # UsTsr, Ofcom, Crtc or None.
    RuleSet            = ''
}
