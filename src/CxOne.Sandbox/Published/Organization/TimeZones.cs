namespace CxOne.Sandbox.Published.Organization;

/// <summary>The time zones of the published family: a display name with the offset in standard time, and the Windows name.</summary>
internal static class TimeZones
{
    public const string Default = "(GMT-05:00) Eastern Time (US & Canada)";

    /// <summary>The IANA name of the zone of the business unit.</summary>
    public const string DefaultIana = "America/New_York";

    public static IReadOnlyList<(string Display, string Standard)> All { get; } =
    [
        ("(GMT-10:00) Hawaii", "Hawaiian Standard Time"),
        ("(GMT-09:00) Alaska", "Alaskan Standard Time"),
        ("(GMT-08:00) Pacific Time (US & Canada)", "Pacific Standard Time"),
        ("(GMT-07:00) Arizona", "US Mountain Standard Time"),
        ("(GMT-07:00) Mountain Time (US & Canada)", "Mountain Standard Time"),
        ("(GMT-06:00) Central Time (US & Canada)", "Central Standard Time"),
        (Default, "Eastern Standard Time"),
        ("(GMT-04:00) Atlantic Time (Canada)", "Atlantic Standard Time"),
        ("(GMT-03:00) Brasilia", "E. South America Standard Time"),
        ("(GMT+00:00) Dublin, Edinburgh, Lisbon, London", "GMT Standard Time"),
        ("(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "W. Europe Standard Time"),
        ("(GMT+02:00) Athens, Bucharest", "GTB Standard Time"),
        ("(GMT+05:30) Chennai, Kolkata, Mumbai, New Delhi", "India Standard Time"),
        ("(GMT+08:00) Kuala Lumpur, Singapore", "Singapore Standard Time"),
        ("(GMT+09:00) Osaka, Sapporo, Tokyo", "Tokyo Standard Time"),
        ("(GMT+10:00) Canberra, Melbourne, Sydney", "AUS Eastern Standard Time"),
    ];

    /// <summary>Returns the offset in a display name, such as -05:00.</summary>
    public static string Offset(string display) => display[4..10];
}
