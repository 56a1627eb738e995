namespace CxOne.Studio.Simulation.Engine;

/// <summary>Keys taken from a buffer until there are enough of them, or one of them ends the entry.</summary>
internal sealed class KeyEntry
{
    private readonly string _buffer;
    private readonly int _max;
    private readonly string _terminator;
    private readonly bool _keepsTerminator;

    public KeyEntry(string buffer, int max, string terminator, bool keepsTerminator)
    {
        (_buffer, _max, _terminator, _keepsTerminator) = (buffer, max, terminator, keepsTerminator);
        var at = 0;
        while (at < buffer.Length && !IsComplete)
        {
            var key = buffer[at++];
            if (key != '-' && terminator.Contains(key, StringComparison.Ordinal))
            {
                (IsComplete, EndsWithTerminator) = (true, true);
                if (!terminator.Contains('-', StringComparison.Ordinal))
                {
                    HasKeptTerminator = true;
                    Keys += keepsTerminator ? key.ToString() : string.Empty;
                }
            }
            else
            {
                Keys += key;
                IsComplete = Keys.Length >= max;
            }
        }

        Rest = buffer[at..];
    }

    /// <summary>The entry.</summary>
    public string Keys { get; } = string.Empty;

    /// <summary>Keys behind the entry.</summary>
    public string Rest { get; }

    public bool IsComplete { get; }

    public bool EndsWithTerminator { get; }

    /// <summary>Whether a terminator without a dash was keyed.</summary>
    public bool HasKeptTerminator { get; }

    public KeyEntry With(string keys) => new(_buffer + keys, _max, _terminator, _keepsTerminator);
}
