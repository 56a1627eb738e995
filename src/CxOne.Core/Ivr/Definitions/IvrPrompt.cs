namespace CxOne.Ivr;

/// <summary>A prompt that a voice renders.</summary>
public sealed record IvrPrompt
{
    /// <summary>The words.</summary>
    public string? Text { get; init; }

    /// <summary>The voice.</summary>
    public string? Voice { get; init; }

    /// <summary>Voice units that one rendering costs.</summary>
    public double? Units { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Voice}: {Text}";
}
