namespace CxOne.Errors;

/// <summary>
/// The words of an error, in which control characters of other parties are shown as escapes. Only line breaks of the module's own are kept.
/// </summary>
internal readonly record struct ErrorText
{
    private ErrorText(string text) => Text = text;

    public string Text { get; }

    public static implicit operator ErrorText(string message) => new(TerminalText.Escape(message));

    /// <summary>A message that may quote the message of its cause, whose lines are kept.</summary>
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

    /// <summary>A sentence with a list below it, an entry a line, and a line at its end.</summary>
    public static ErrorText List(string? head, IEnumerable<string> entries, string? tail = null)
    {
        var list = string.Join(Environment.NewLine, entries.Select(entry => (head is null ? "- " : "  - ") + TerminalText.Escape(entry)));
        return new ErrorText(
            string.Join(
                Environment.NewLine,
                new[] { head is null ? null : TerminalText.Escape(head), list, tail is null ? null : TerminalText.Escape(tail) }.Where(
                    part => !string.IsNullOrEmpty(part))));
    }

    /// <summary>Returns the same words without secrets.</summary>
    /// <param name="scrub">Removes secrets from a text.</param>
    public ErrorText Without(Func<string, string> scrub) => new(scrub(Text));

    public override string ToString() => Text;
}
