namespace CxOne.Ivr;

/// <summary>A prompt that a voice renders.</summary>
public sealed record IvrPrompt
{
    /// <summary>Gets the text to speak.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the name of the voice.</summary>
    public string? Voice { get; init; }

    /// <summary>Gets the cost of one rendering, in voice units.</summary>
    public double? Units { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Voice}: {Text}";
}
