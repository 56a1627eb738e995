namespace CxOne.Sandbox.Published.Skills;

/// <summary>The media types of the published family.</summary>
internal static class MediaTypes
{
    public const int Phone = 4;

    private static readonly Dictionary<int, string> Names = new()
    {
        [1] = "Email",
        [3] = "Chat",
        [Phone] = "Phone Call",
        [5] = "Voicemail",
        [6] = "Work Item",
        [7] = "SMS",
        [8] = "Social",
        [9] = "Digital",
    };

    public static bool IsKnown(int id) => Names.ContainsKey(id);

    public static string? Name(int id) => Names.GetValueOrDefault(id);
}
