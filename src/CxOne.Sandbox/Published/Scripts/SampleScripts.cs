namespace CxOne.Sandbox.Published.Scripts;

/// <summary>The scripts of the sample tenant, in folders.</summary>
internal static class SampleScripts
{
    public const string Main = @"PROD\Main";
    public const string Chat = @"PROD\Chat";
    public const string Email = @"PROD\Email";
    public const string Dialer = @"PROD\Outbound\Dialer";

    private const string Voicemail = @"PROD\Voicemail";
    private const int FirstId = 92001;

    /// <summary>Ids between the versions of a script.</summary>
    private const int VersionStep = 1000;

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

    public static List<StoredScript> All()
    {
        string[] names = [Main, .. Inbound, Chat, Email, Voicemail, Dialer, .. Others];
        return [.. names.Select((name, index) => new StoredScript
        {
            ScriptName = name,
            MediaTypeId = name == Chat ? 3 : name == Email ? 1 : 4,
            Versions = [.. Enumerable.Range(0, 1 + (index % 4)).Select(age => new ScriptVersion
            {
                ScriptId = FirstId + index - (age * VersionStep),
                ModifyDate = Newest.AddDays(-index).AddHours(-37 * age),
                ModifyUser = age % 2 == 0 ? "studio.admin@sandbox.example" : "ivr.team@sandbox.example",
            })],
        })];
    }
}
