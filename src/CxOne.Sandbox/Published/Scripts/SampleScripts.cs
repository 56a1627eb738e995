namespace CxOne.Sandbox.Published.Scripts;

/// <summary>The scripts of the sample tenant, in folders.</summary>
internal static class SampleScripts
{
    public const string Main = @"PROD\Main";
    public const string Chat = @"PROD\Chat";
    public const string Email = @"PROD\Email";
    public const string Dialer = @"PROD\Outbound\Dialer";

    /// <summary>A script that only Desktop Studio has ever saved.</summary>
    public const string Desktop = @"LEGACY\Desktop";

    /// <summary>The folder of the repository's sample scripts.</summary>
    public const string DemoFolder = @"DEMO\";

    private const string Voicemail = @"PROD\Voicemail";
    private const int FirstId = 92001;

    /// <summary>Ids between the versions of a script.</summary>
    private const int VersionStep = 1000;

    private const int MostVersions = 4;

    private static readonly DateTimeOffset Newest = new(2026, 2, 20, 15, 4, 5, TimeSpan.Zero);

    private static readonly string[] Others =
    [
        @"PROD\Callback", @"PROD\Closed", @"PROD\Outbound\Preview", @"PROD\Outbound\Suppression",
        @"TEST\Main", @"TEST\Billing", @"TEST\Payments", @"TEST\Survey", @"DEV\Main", @"DEV\Playground", "Holiday", "Welcome",
    ];

    /// <summary>The scripts of numbers other than the main script.</summary>
    public static IReadOnlyList<string> Inbound { get; } =
    [
        @"PROD\Sales", @"PROD\Billing", @"PROD\Payments", @"PROD\Support", @"PROD\Claims", @"PROD\Orders", @"PROD\Survey", @"PROD\Spanish",
    ];

    public static string InboundFor(int mediaTypeId) => mediaTypeId switch
    {
        3 => Chat,
        1 => Email,
        5 => Voicemail,
        _ => Main,
    };

    /// <summary>In the order of their ids; a new one is added at the end, because state files contain the ids.</summary>
    private static IReadOnlyList<string> Names { get; } =
    [
        Main, .. Inbound, Chat, Email, Voicemail, Dialer, .. Others, Desktop,
        .. ((string[])["Front", "BlockCheck", "Queue", "AfterHours", "DialCheck"]).Select(name => DemoFolder + name),
    ];

    public static List<StoredScript> All() => [.. Names.Select((name, index) => new StoredScript
    {
        ScriptName = name,
        MediaTypeId = name == Chat ? 3 : name == Email ? 1 : 4,
        Versions = [.. Enumerable.Range(0, Count(name, index)).Select(age => new ScriptVersion
        {
            ScriptId = FirstId + index - (age * VersionStep),
            ModifyDate = Newest.AddDays(-index).AddHours(-37 * age),
            ModifyUser = age % 2 == 0 ? "studio.admin@sandbox.example" : "ivr.team@sandbox.example",
            IsDesktop = name == Desktop,
        })],
    })];

    /// <summary>Returns the name of the script that has a version of the sample.</summary>
    public static string NameOf(int scriptId) => Names[scriptId - FirstId + (AgeOf(scriptId) * VersionStep)];

    /// <summary>Returns how many versions of the sample are newer than one.</summary>
    public static int AgeOf(int scriptId) => scriptId >= FirstId ? 0 : (FirstId - scriptId + VersionStep - 1) / VersionStep;

    private static int Count(string name, int index) => name == Desktop || name.StartsWith(DemoFolder, StringComparison.Ordinal)
        ? 1
        : MostVersions - (index % MostVersions);
}
