# The inputs of samples/nightly-tuning.ps1 for one campaign of a tenant. Copy this file, fill in every value, and pass it with -SettingsPath.
# A value that is left empty stops the run before anything is sent, with exit code 2. Paths are relative to the folder of this file.
@{
    # Get-CxCampaign lists the campaigns, Get-CxDialerConfig the configurations.
    CampaignId         = ''
    DialerConfigId     = ''

    # CSV files. The columns are those of samples/data: call-history.csv, weights.csv and dates.csv.
    HistoryPath        = ''
    WeightPath         = ''
    DatePath           = ''

    # Share of dialled numbers answered by a person (0.05 to 0.95), share of working time in which agents can take calls (0.5 to 1), and
    # length of the simulated window in minutes.
    AnswerRate         = $null
    AgentEfficiency    = $null
    WindowMinutes      = $null

    # Highest share of live-answered calls that may be abandoned (0 to 0.05), and mean time after a call in seconds.
    MaxAbandonmentRate = $null
    WrapSec            = $null

    # The tenant's prediction algorithm.
    AlgorithmId        = ''
}
