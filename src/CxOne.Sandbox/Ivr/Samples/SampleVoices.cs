namespace CxOne.Sandbox.Ivr;

/// <summary>The voices of the sample tenant. Standard, neural and studio voices cost 1, 6 and 60 units a character.</summary>
internal static class SampleVoices
{
    public static Voice NeuralFemale { get; } = new() { Name = "en-US-Neural-Female", UnitsPerCharacter = 6 };

    public static Voice NeuralMale { get; } = new() { Name = "en-US-Neural-Male", UnitsPerCharacter = 6 };

    public static Voice British { get; } = new() { Name = "en-GB-Neural-Female", UnitsPerCharacter = 6 };

    public static Voice Spanish { get; } = new() { Name = "es-US-Neural-Female", UnitsPerCharacter = 6 };

    public static Voice StandardFemale { get; } = new() { Name = "en-US-Standard-Female", UnitsPerCharacter = 1 };

    public static Voice StandardMale { get; } = new() { Name = "en-US-Standard-Male", UnitsPerCharacter = 1 };

    public static Voice Studio { get; } = new() { Name = "en-US-Studio-Narrator", UnitsPerCharacter = 60 };

    public static Voice LegacyFemale { get; } =
        new() { Name = "en-US-Legacy-Female", UnitsPerCharacter = 1, IsDeprecated = true };

    public static Voice LegacyMale { get; } =
        new() { Name = "en-US-Legacy-Male", UnitsPerCharacter = 1, IsDeprecated = true };

    public static IReadOnlyList<Voice> All { get; } =
    [
        NeuralFemale, NeuralMale, British, Spanish, StandardFemale, StandardMale, Studio, LegacyFemale, LegacyMale,
    ];
}
