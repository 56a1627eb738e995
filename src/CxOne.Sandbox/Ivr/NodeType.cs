namespace CxOne.Sandbox.Ivr;

/// <summary>The kinds of nodes.</summary>
internal static class NodeType
{
    public const string Menu = "MENU";
    public const string Prompt = "PROMPT";
    public const string Queue = "QUEUE";
    public const string Transfer = "TRANSFER";
    public const string HangUp = "HANGUP";
}
