namespace CxOne.Sandbox.Ivr;

/// <summary>What leads along an edge.</summary>
internal static class EdgeType
{
    public const string Dtmf = "DTMF";
    public const string Voice = "VOICE";
    public const string Timeout = "TIMEOUT";
    public const string Next = "NEXT";
}
