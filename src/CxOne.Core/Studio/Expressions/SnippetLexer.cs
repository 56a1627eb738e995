using System.Globalization;

namespace CxOne.Studio.Expressions;

/// <summary>Cuts a range of a source into tokens.</summary>
internal sealed class SnippetLexer(string source, int start, int end)
{
    private static readonly string[] Symbols =
    [
        "!=", "<>", ">=", "<=", "==", "&&", "||", "^", "*", "/", "\\", "%", "+", "-", "=", ">", "<", "&", "|", "~", "(", ")", "[", "]",
        "{", "}", ",", ".", ":",
    ];

    private int _at = start;

    public Token Next()
    {
        SkipBlanks();
        if (_at >= end)
        {
            return new Token(TokenKind.End, end, end, string.Empty);
        }

        var first = source[_at];
        if (first is '\r' or '\n')
        {
            var from = _at;
            _at += first == '\r' && _at + 1 < end && source[_at + 1] == '\n' ? 2 : 1;
            return new Token(TokenKind.NewLine, from, _at, string.Empty);
        }

        if (char.IsAsciiDigit(first) || (first == '.' && _at + 1 < end && char.IsAsciiDigit(source[_at + 1])))
        {
            return Number();
        }

        // Members that stand for attributes of XML begin with $.
        if (IsNameStart(first) || (first == '$' && _at + 1 < end && IsNameStart(source[_at + 1])))
        {
            return Name();
        }

        if (first is '"' or '\'' || (first is '$' or '#' && _at + 1 < end && source[_at + 1] is '"' or '\''))
        {
            return Quoted();
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(source, _at, symbol, 0, symbol.Length) == 0 && _at + symbol.Length <= end)
            {
                _at += symbol.Length;
                return new Token(TokenKind.Symbol, _at - symbol.Length, _at, symbol);
            }
        }

        throw new SnippetSyntaxException(_at++, SnippetMessages.UnknownCharacter(first));
    }

    /// <summary>Skips the rest of the line, quoted or not.</summary>
    public void SkipLine()
    {
        while (_at < end && source[_at] is not ('\r' or '\n'))
        {
            _at++;
        }
    }

    /// <summary>Continues at another place of the source.</summary>
    public void MoveTo(int at) => _at = at;

    internal static bool IsNameStart(char character) => char.IsLetter(character) || character is '_';

    internal static bool IsNamePart(char character) => char.IsLetterOrDigit(character) || character is '_' or '$';

    private void SkipBlanks()
    {
        while (_at < end)
        {
            if (source[_at] is ' ' or '\t' or '\u00a0' or '\ufeff' or '\f' or '\v')
            {
                _at++;
            }
            else if (source[_at] == '/' && _at + 1 < end && source[_at + 1] == '/')
            {
                SkipLine();
            }
            else
            {
                return;
            }
        }
    }

    private Token Number()
    {
        var from = _at;
        var hasPoint = false;
        while (_at < end
            && (char.IsAsciiDigit(source[_at])
                || (source[_at] == '.' && !hasPoint && _at + 1 < end && char.IsAsciiDigit(source[_at + 1]))))
        {
            hasPoint |= source[_at] == '.';
            _at++;
        }

        return decimal.TryParse(source.AsSpan(from, _at - from), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? new Token(TokenKind.Number, from, _at, source[from.._at])
            : throw new SnippetSyntaxException(from, SnippetMessages.NumberTooLarge);
    }

    private Token Name()
    {
        var from = _at;
        Take();
        if (_at + 1 < end && source[_at] == ':' && IsNameStart(source[_at + 1])
            && source.AsSpan(from, _at - from).Equals("global", StringComparison.OrdinalIgnoreCase))
        {
            _at++;
            Take();
        }

        return new Token(TokenKind.Name, from, _at, source[from.._at]);

        void Take()
        {
            while (_at < end && IsNamePart(source[_at]))
            {
                _at++;
            }
        }
    }

    private Token Quoted()
    {
        var from = _at;
        var prefix = source[_at];
        var isEscaped = prefix == '$';
        var quote = isEscaped || prefix == '#' ? source[++_at] : prefix;
        for (_at++; _at < end && source[_at] is not ('\r' or '\n'); _at++)
        {
            if (isEscaped && source[_at] == '\\')
            {
                _at++;
            }
            else if (source[_at] == quote)
            {
                _at++;
                return new Token(prefix == '#' ? TokenKind.Date : TokenKind.Text, from, _at, isEscaped ? "$" : string.Empty);
            }
        }

        _at = Math.Min(_at, end);
        throw new SnippetSyntaxException(from, SnippetMessages.QuoteOpen);
    }
}
