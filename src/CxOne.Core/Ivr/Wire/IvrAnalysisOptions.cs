namespace CxOne.Ivr;

internal sealed record IvrAnalysisOptions
{
    public bool TrackPathTraversal { get; init; } = true;

    public bool CaptureTimeoutEvents { get; init; } = true;

    public bool ValidateTtsRendering { get; init; } = true;
}
