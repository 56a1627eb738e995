using System.Globalization;
using System.Text;

namespace CxOne.Studio.Expressions;

/// <summary>
/// Parses snippets, expressions of properties, and texts with <c>{}</c>. A statement that cannot be read is an error with its line and
/// column, and the parser continues behind it, so that all errors of a snippet are reported together. One class, because statements,
/// expressions and texts contain each other.
/// </summary>
internal sealed class SnippetParser
{
    private const int MaxDepth = 100;
    private const int MaxErrors = 100;
    private const int MaxSpine = 1000;
    // From what binds least to what binds most.
    private static readonly string[][] Levels =
        [["|", "||"], ["~"], ["&", "&&"], ["=", "==", "!=", "<>", ">", ">=", "<", "<="], ["+", "-"], ["*", "/", "\\", "%"]];
    private readonly string _source;
    private readonly SnippetLexer _lexer;
    private readonly List<SnippetError> _errors = [];
    private Token _token;
    private int _depth;
    private int _spine;
    private bool _hasElseIf;
    private bool _hasSeveralCaseValues;

    private SnippetParser(string source, int start, int end)
    {
        _source = source;
        _lexer = new SnippetLexer(source, start, end);
    }

    public static Snippet Parse(string source)
    {
        var parser = new SnippetParser(source, 0, source.Length);
        List<Statement> statements = [];
        parser.Recover(statements);
        parser.ReadStatements(statements, isBlock: false);
        return new Snippet(source, new Block(statements), parser._errors)
        {
            HasElseIf = parser._hasElseIf,
            HasSeveralCaseValues = parser._hasSeveralCaseValues,
        };
    }

    /// <summary>Parses the expression of a property, such as that of IF; a plain variable in braces is accepted too.</summary>
    /// <returns>The expression, or the error.</returns>
    public static (Expression? Expression, SnippetError? Error) ParseExpression(string source)
    {
        var trimmed = source.Trim();
        if (trimmed is ['{', .. var inner, '}'] && !inner.Contains('{', StringComparison.Ordinal)
            && !inner.Contains('}', StringComparison.Ordinal))
        {
            trimmed = inner;
        }

        try
        {
            return (new SnippetParser(trimmed, 0, trimmed.Length).ReadWhole(), null);
        }
        catch (SnippetSyntaxException exception)
        {
            var (line, column) = SourceText.Place(trimmed, exception.At);
            return (null, new SnippetError(line, column, exception.Message));
        }
    }

    /// <summary>Parses a text property. What is in braces and no expression stays text: JSON in a property is text.</summary>
    public static TextExpression ParseTemplate(string source)
        => new(0, new SnippetParser(source, 0, source.Length).Pieces(0, source.Length, isEscaped: false, isStrict: false));

    private Expression ReadWhole()
    {
        Advance();
        SkipNewLines();
        var expression = ReadExpression();
        SkipNewLines();
        return _token.Kind == TokenKind.End ? expression : throw Unexpected();
    }

    private void ReadStatements(List<Statement> statements, bool isBlock)
    {
        while (true)
        {
            if (_token.Kind == TokenKind.NewLine)
            {
                Recover(statements);
            }
            else if (_token.Kind == TokenKind.End || (isBlock && _token.Is("}")))
            {
                return;
            }
            else if (_token.Is("}"))
            {
                Report(_token.Start, SnippetMessages.BraceUnexpected);
                Recover(statements);
            }
            else
            {
                ReadStatement(statements);
            }
        }
    }

    private void ReadStatement(List<Statement> statements)
    {
        var (from, depth) = (_token.Start, _depth);
        _spine = 0;
        try
        {
            var statement = ReadStatement();
            statements.Add(statement);
            if (_token.Kind is not (TokenKind.NewLine or TokenKind.End) && !_token.Is("}") && !EndsWithBlock(statement))
            {
                throw new SnippetSyntaxException(_token.Start, SnippetMessages.EndOfLineMissing);
            }
        }
        catch (SnippetSyntaxException exception)
        {
            Report(exception.At, exception.Message);
            statements.Add(new UnknownStatement(from, AssignedBy(from)));
            _depth = depth;
            _lexer.MoveTo(Math.Max(exception.ResumeAt, from));
            _lexer.SkipLine();
            Recover(statements);
        }
    }

    // A second statement may follow a block on its line: { … } DEFAULT { … }, { … } x = 1.
    private static bool EndsWithBlock(Statement statement)
        => statement is IfStatement or SwitchStatement or ForStatement or ForEachStatement or RepeatStatement or FunctionStatement;

    private Statement ReadStatement()
    {
        var at = _token.Start;
        if (_token.Kind != TokenKind.Name)
        {
            throw new SnippetSyntaxException(at, SnippetMessages.StatementUnknown);
        }

        var word = _token.Value.ToUpperInvariant();
        var isKeyword =
            word is "ASSIGN" or "IF" or "ELSE" or "SWITCH" or "SELECT" or "FOR" or "FOREACH" or "REPEAT" or "BREAK" or "FUNCTION"
            or "RETURN" or "DYNAMIC" or "TRACE" or "USES" or "CASE" or "DEFAULT";
        if (!isKeyword || IsVariable())
        {
            return ReadAssignment(at, hasKeyword: false);
        }

        Advance();
        return word switch
        {
            "ASSIGN" => ReadAssignment(at, hasKeyword: true),
            "IF" => ReadIf(at, isElseIf: false),
            "SWITCH" => ReadSwitch(at, ReadExpression()),
            "SELECT" => ReadSwitch(at, null),
            "FOR" => ReadFor(at),
            "FOREACH" => ReadForEach(at),
            "REPEAT" => new RepeatStatement(at, ReadExpression(), ReadBlock()),
            "BREAK" => new BreakStatement(at),
            "FUNCTION" => ReadFunction(at),
            "RETURN" => new ReturnStatement(at, IsAtEnd() ? null : ReadExpression()),
            "DYNAMIC" => ReadDynamic(at),
            "TRACE" => new TraceStatement(at, ReadExpression()),
            "USES" => ReadUses(at),
            "ELSE" => throw new SnippetSyntaxException(at, SnippetMessages.ElseWithoutIf),
            _ => throw new SnippetSyntaxException(at, SnippetMessages.StatementUnknown),
        };
    }

    /// <summary>A keyword is a variable where it is assigned, or one of its members is used.</summary>
    private bool IsVariable()
    {
        var after = _token.End;
        while (after < _source.Length && _source[after] is ' ' or '\t')
        {
            after++;
        }

        return after < _source.Length && _source[after] is '=' or '.' or '[';
    }

    private Statement ReadAssignment(int at, bool hasKeyword)
    {
        if (_token.Kind != TokenKind.Name)
        {
            throw new SnippetSyntaxException(_token.Start, SnippetMessages.NameMissing);
        }

        var target = ReadPostfix();
        if (_token.Is("=") && target is NameExpression or IndexExpression or CallExpression { Target: not null, Arguments: null })
        {
            Advance();
            return new AssignStatement(at, target, ReadExpression(), hasKeyword);
        }

        return !hasKeyword && target is CallExpression
            ? new CallStatement(at, target)
            : throw new SnippetSyntaxException(_token.Start, hasKeyword ? SnippetMessages.Expected("=") : SnippetMessages.StatementUnknown);
    }

    private IfStatement ReadIf(int at, bool isElseIf)
    {
        Enter();
        _hasElseIf |= isElseIf;
        var condition = ReadExpression();
        var then = ReadBlock();
        Block? otherwise = null;
        if (IsNextWord("ELSE"))
        {
            Advance();
            if (_token.IsWord("IF"))
            {
                var nested = _token.Start;
                Advance();
                otherwise = new Block([ReadIf(nested, isElseIf: true)]);
            }
            else if (IsNextWord("IF"))
            {
                // ELSE on a line of its own and IF on the next: the braces are missing, the meaning is the same.
                var nested = _token.Start;
                Advance();
                otherwise = new Block([ReadIf(nested, isElseIf: true)]);
            }
            else
            {
                otherwise = ReadBlock();
            }
        }

        _depth--;
        return new IfStatement(at, condition, then, otherwise, isElseIf);
    }

    private SwitchStatement ReadSwitch(int at, Expression? selector)
    {
        Enter();
        SkipNewLines();
        Expect("{", SnippetMessages.BraceMissing);
        List<SwitchCase> cases = [];
        SkipNewLines();
        while (!_token.Is("}"))
        {
            cases.Add(ReadCase());
            SkipNewLines();
        }

        Advance();
        _depth--;
        return new SwitchStatement(at, selector, cases);
    }

    private SwitchCase ReadCase()
    {
        var at = _token.Start;
        List<Expression> labels = [];
        var isDefault = false;
        while (!_token.Is("{"))
        {
            if (_token.IsWord("DEFAULT"))
            {
                isDefault = true;
                Advance();
            }
            else if (_token.IsWord("CASE"))
            {
                Advance();
                labels.Add(ReadExpression());
                while (_token.Is(","))
                {
                    _hasSeveralCaseValues = true;
                    Advance();
                    labels.Add(ReadExpression());
                }
            }
            else
            {
                throw _token.Kind == TokenKind.End
                    ? new SnippetSyntaxException(_token.Start, SnippetMessages.BraceOpen)
                    : new SnippetSyntaxException(
                        _token.Start, labels.Count > 0 || isDefault ? SnippetMessages.BraceMissing : SnippetMessages.CaseMissing);
            }

            SkipNewLines();
        }

        return labels.Count > 0 || isDefault
            ? new SwitchCase(at, labels, isDefault, ReadBlock())
            : throw new SnippetSyntaxException(at, SnippetMessages.CaseMissing);
    }

    private ForStatement ReadFor(int at)
    {
        var name = ReadName();
        Expect("=", SnippetMessages.Expected("="));
        var from = ReadExpression();
        ExpectWord("TO");
        var to = ReadExpression();
        Expression? step = null;
        if (_token.IsWord("STEP"))
        {
            Advance();
            step = ReadExpression();
        }

        return new ForStatement(at, name, from, to, step, ReadBlock());
    }

    private ForEachStatement ReadForEach(int at)
    {
        var name = ReadName();
        ExpectWord("IN");
        return new ForEachStatement(at, name, ReadExpression(), ReadBlock());
    }

    private FunctionStatement ReadFunction(int at)
    {
        var name = ReadName();
        List<string> parameters = [];
        Expect("(", SnippetMessages.Expected("("));
        while (!_token.Is(")"))
        {
            parameters.Add(ReadName());
            if (!_token.Is(")"))
            {
                Expect(",", SnippetMessages.Expected(")"));
            }
        }

        Advance();
        return new FunctionStatement(at, name, parameters, ReadBlock());
    }

    private DynamicStatement ReadDynamic(int at)
    {
        var name = ReadName();
        var isParsed = _token.IsWord("FROM");
        if (!isParsed && !_token.Is("="))
        {
            return new DynamicStatement(at, name, null, false);
        }

        Advance();
        return new DynamicStatement(at, name, ReadExpression(), isParsed);
    }

    private UsesStatement ReadUses(int at)
    {
        var from = _token.Start;
        _lexer.MoveTo(from);
        _lexer.SkipLine();
        Advance();
        return new UsesStatement(at, _source[from.._token.Start].Trim());
    }

    private Block ReadBlock()
    {
        Enter();
        SkipNewLines();
        var open = _token.Start;
        Expect("{", SnippetMessages.BraceMissing);
        List<Statement> statements = [];
        ReadStatements(statements, isBlock: true);
        if (!_token.Is("}"))
        {
            // What is inside was read; reading it again for each block that stays open would take for ever.
            throw new SnippetSyntaxException(open, SnippetMessages.BraceOpen) { ResumeAt = _token.Start };
        }

        Advance();
        _depth--;
        return new Block(statements);
    }

    private Expression ReadExpression()
    {
        Enter();
        var expression = ReadLevel(0);
        _depth--;
        return expression;
    }

    private Expression ReadLevel(int level)
    {
        if (level == Levels.Length)
        {
            return ReadPower();
        }

        var left = ReadLevel(level + 1);
        while (_token.Kind == TokenKind.Symbol && Levels[level].Contains(_token.Value))
        {
            var (at, symbol) = (_token.Start, _token.Value);
            Lengthen();
            Advance();
            left = new BinaryExpression(at, symbol, left, ReadLevel(level + 1));
        }

        return left;
    }

    private Expression ReadPower()
    {
        if (_token.Is("-") || _token.Is("+"))
        {
            var (at, symbol) = (_token.Start, _token.Value);
            Advance();
            Enter();
            var operand = ReadPower();
            _depth--;
            return new UnaryExpression(at, symbol, operand);
        }

        var left = ReadPostfix();
        if (!_token.Is("^"))
        {
            return left;
        }

        var place = _token.Start;
        Advance();
        Enter();
        var right = ReadPower();
        _depth--;
        return new BinaryExpression(place, "^", left, right);
    }

    private Expression ReadPostfix()
    {
        var expression = ReadPrimary();
        while (true)
        {
            var at = _token.Start;
            if (_token.Is("."))
            {
                Lengthen();
                Advance();
                var name = ReadName();
                expression = new CallExpression(at, expression, name, _token.Is("(") ? ReadArguments() : null);
            }
            else if (_token.Is("["))
            {
                Lengthen();
                Advance();
                var index = ReadExpression();
                Expect("]", SnippetMessages.Expected("]"));
                expression = new IndexExpression(at, expression, index);
            }
            else
            {
                return expression;
            }
        }
    }

    private Expression ReadPrimary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return new NumberExpression(
                    token.Start, decimal.Parse(token.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
            case TokenKind.Text:
                var isEscaped = token.Value == "$";
                var pieces = Pieces(token.Start + (isEscaped ? 2 : 1), token.End - 1, isEscaped, isStrict: true);
                Advance();
                return new TextExpression(token.Start, pieces);
            case TokenKind.Date:
                Advance();
                return DateTime.TryParse(
                    _source.AsSpan(token.Start + 2, token.End - token.Start - 3),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var date)
                    ? new DateExpression(token.Start, DateTime.SpecifyKind(date, DateTimeKind.Unspecified))
                    : throw new SnippetSyntaxException(token.Start, SnippetMessages.DateInvalid);
            case TokenKind.Name:
                Advance();
                return _token.Is("(") ? new CallExpression(token.Start, null, token.Value, ReadArguments())
                    : token.IsWord("true") || token.IsWord("false") ? new FlagExpression(token.Start, token.IsWord("true"))
                    : new NameExpression(token.Start, token.Value);
            case TokenKind.Symbol when token.Value == "(":
                Advance();
                var inner = ReadExpression();
                Expect(")", SnippetMessages.Expected(")"));
                return inner;
            default:
                throw new SnippetSyntaxException(token.Start, SnippetMessages.ExpressionMissing);
        }
    }

    private List<Expression> ReadArguments()
    {
        Advance();
        List<Expression> arguments = [];
        while (!_token.Is(")"))
        {
            arguments.Add(ReadExpression());
            if (!_token.Is(")"))
            {
                Expect(",", SnippetMessages.Expected(")"));
            }
        }

        Advance();
        return arguments;
    }

    /// <summary>
    /// The texts and substitutions between two quotes. Braces in braces, and quotes in braces, belong to the substitution.
    /// </summary>
    private List<Expression> Pieces(int start, int end, bool isEscaped, bool isStrict)
    {
        List<Expression> pieces = [];
        var text = new StringBuilder();
        for (var at = start; at < end; at++)
        {
            var character = _source[at];
            if (isEscaped && character == '\\' && at + 1 < end)
            {
                text.Append(_source[++at] switch { 't' => '\t', 'r' => '\r', 'n' => '\n', var other => other });
                continue;
            }

            if (character != '{' || Closing(at, end) is not { } close || Substitution(at + 1, close, isStrict) is not { } expression)
            {
                text.Append(character);
                continue;
            }

            Flush(at);
            pieces.Add(expression);
            at = close;
        }

        Flush(end);
        return pieces;

        void Flush(int at)
        {
            if (text.Length > 0)
            {
                pieces.Add(new LiteralExpression(at - text.Length, text.ToString()));
                text.Clear();
            }
        }
    }

    private int? Closing(int open, int end)
    {
        var depth = 0;
        var quote = '\0';
        for (var at = open; at < end; at++)
        {
            var character = _source[at];
            if (quote != '\0')
            {
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '"' or '\'')
            {
                quote = character;
            }
            else if (character == '{')
            {
                depth++;
            }
            else if (character == '}' && --depth == 0)
            {
                return at;
            }
        }

        return null;
    }

    private Expression? Substitution(int start, int end, bool isStrict)
    {
        if (_source.AsSpan(start, end - start).IsWhiteSpace())
        {
            return null;
        }

        try
        {
            Enter();
            var nested = new SnippetParser(_source, start, end) { _depth = _depth };
            var expression = nested.ReadWhole();
            _depth--;
            return expression;
        }
        catch (SnippetSyntaxException) when (!isStrict)
        {
            return null;
        }
    }

    private bool IsAtEnd() => _token.Kind is TokenKind.NewLine or TokenKind.End || _token.Is("}");

    /// <summary>Looks over line ends for a word, and stays where it was if another follows.</summary>
    private bool IsNextWord(string word)
    {
        var token = _token;
        SkipNewLines();
        if (_token.IsWord(word))
        {
            return true;
        }

        _token = token;
        _lexer.MoveTo(token.End);
        return false;
    }

    private string ReadName()
    {
        var token = _token;
        if (token.Kind != TokenKind.Name)
        {
            throw new SnippetSyntaxException(token.Start, SnippetMessages.NameMissing);
        }

        Advance();
        return token.Value;
    }

    private void Expect(string symbol, string message)
    {
        if (!_token.Is(symbol))
        {
            throw new SnippetSyntaxException(_token.Start, message);
        }

        Advance();
    }

    private void ExpectWord(string word)
    {
        if (!_token.IsWord(word))
        {
            throw new SnippetSyntaxException(_token.Start, SnippetMessages.Expected(word));
        }

        Advance();
    }

    private SnippetSyntaxException Unexpected() => new(_token.Start, SnippetMessages.EndOfLineMissing);

    private void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw new SnippetSyntaxException(_token.Start, SnippetMessages.TooDeep);
        }
    }

    /// <summary>Chains of operators make a tree as deep as they are long.</summary>
    private void Lengthen()
    {
        if (++_spine > MaxSpine)
        {
            throw new SnippetSyntaxException(_token.Start, SnippetMessages.TooDeep);
        }
    }

    private void SkipNewLines()
    {
        while (_token.Kind == TokenKind.NewLine)
        {
            Advance();
        }
    }

    private void Advance() => _token = _lexer.Next();

    /// <summary>Advances; a character that begins no token is an error of its own, and the rest of its line is passed over.</summary>
    private void Recover(List<Statement> statements)
    {
        while (true)
        {
            try
            {
                Advance();
                return;
            }
            catch (SnippetSyntaxException exception)
            {
                Report(exception.At, exception.Message);
                statements.Add(new UnknownStatement(exception.At, []));
                _lexer.SkipLine();
            }
        }
    }

    private void Report(int at, string message)
    {
        if (_errors.Count < MaxErrors)
        {
            var (line, column) = SourceText.Place(_source, at);
            _errors.Add(new SnippetError(line, column, message));
        }
    }

    /// <summary>The variable that a damaged statement seems to assign.</summary>
    private IReadOnlyList<string> AssignedBy(int from)
    {
        try
        {
            var lexer = new SnippetLexer(_source, from, _source.Length);
            var name = lexer.Next();
            if (name.IsWord("ASSIGN") || name.IsWord("DYNAMIC"))
            {
                name = lexer.Next();
            }

            return name.Kind == TokenKind.Name && (lexer.Next() is { } next) && (next.Is("=") || next.Is(".") || next.Is("["))
                ? [name.Value]
                : [];
        }
        catch (SnippetSyntaxException)
        {
            return [];
        }
    }
}
