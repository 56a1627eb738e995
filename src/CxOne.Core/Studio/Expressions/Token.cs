namespace CxOne.Studio.Expressions;

internal enum TokenKind
{
    End, NewLine, Name, Number, Text, Date, Symbol,
}

/// <summary>A token, as a range of the source. <see cref="Value"/> is the name, the number's digits, the symbol.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Value)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Value == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Name && Value.Equals(word, StringComparison.OrdinalIgnoreCase);
}
