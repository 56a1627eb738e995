namespace CxOne.Errors;

/// <summary>
/// The text of an error. Control characters of other parties are escaped; only line breaks of the module itself are kept.
/// </summary>
internal readonly record struct ErrorText
{
    private ErrorText(string text) => Text = text;

    public string Text { get; }

    public static implicit operator ErrorText(string message) => new(TerminalText.Escape(message));

    /// <summary>Creates a message that may quote the message of its cause, whose line breaks are kept.</summary>
    public static ErrorText From(string message, Exception? cause)
    {
        for (; cause is not null; cause = cause.InnerException)
        {
            if (cause is CxException
                && cause.Message.Contains('\n', StringComparison.Ordinal)
                && message.IndexOf(cause.Message, StringComparison.Ordinal) is >= 0 and var at)
            {
                return new ErrorText(
                    TerminalText.Escape(message[..at]) + cause.Message + TerminalText.Escape(message[(at + cause.Message.Length)..]));
            }
        }

        return message;
    }

    /// <summary>Creates a sentence followed by a list, one entry per line, and a last line.</summary>
    public static ErrorText List(string? head, IEnumerable<string> entries, string? tail = null)
    {
        var list = string.Join(Environment.NewLine, entries.Select(entry => (head is null ? "- " : "  - ") + TerminalText.Escape(entry)));
        return new ErrorText(
            string.Join(
                Environment.NewLine,
                new[] { head is null ? null : TerminalText.Escape(head), list, tail is null ? null : TerminalText.Escape(tail) }.Where(
                    part => !string.IsNullOrEmpty(part))));
    }

    /// <summary>Returns the text without secrets.</summary>
    /// <param name="scrub">Removes secrets from a text.</param>
    public ErrorText Without(Func<string, string> scrub) => new(scrub(Text));

    public override string ToString() => Text;
}
