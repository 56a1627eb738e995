using System.Globalization;

namespace CxOne.Studio.Expressions;

/// <summary>The sentences of the snippet language: what cannot be read, and what fails when it runs.</summary>
internal static class SnippetMessages
{
    public const string NumberTooLarge = "The number is too large.";

    public const string QuoteOpen = "The text is not closed on its line.";

    public const string DateInvalid = "The date is not of the form #\"MM/DD/YYYY\".";

    public const string TooDeep = "The nesting is too deep.";

    public const string ExpressionMissing = "An expression is missing.";

    public const string NameMissing = "A name is missing.";

    public const string BraceMissing = "A block in braces is missing.";

    public const string BraceOpen = "The block is not closed.";

    public const string BraceUnexpected = "There is no block that this brace closes.";

    public const string StatementUnknown = "The statement is unknown.";

    public const string EndOfLineMissing = "The statement should end here.";

    public const string CaseMissing = "CASE or DEFAULT is missing.";

    public const string ElseWithoutIf = "ELSE has no IF.";

    public const string DivisionByZero = "The divisor is 0.";

    public const string NumberOverflow = "The result is not a number, or too large.";

    public const string TextTooLong = "The text has more than 1,000,000 characters.";

    public const string ObjectTooLarge = "The object has more than 20,000 members or 30 levels.";

    public const string FormatInvalid = "The date format is invalid.";

    public const string CallsTooDeep = "Functions call each other more than 64 levels deep.";

    public const string NoProxyUrl = "MakeRestRequest needs an address.";

    public static string UnknownCharacter(char character)
        => string.Create(CultureInfo.InvariantCulture, $"The character '{character}' (U+{(int)character:X4}) has no meaning here.");

    public static string Expected(string symbol) => $"'{symbol}' is missing.";

    public static string NoMember(string name) => $"The object has no member '{name}'.";

    public static string FunctionArity(string name, int expected, int given)
        => string.Create(CultureInfo.InvariantCulture, $"The function '{name}' takes {expected} arguments (was {given}).");

    public static string FunctionUnknown(string name) => $"The function '{name}' is unknown.";

    public static string ArgumentsMissing(string name) => $"'{name}' has too few arguments.";

    public static string DocumentInvalid(string name) => $"The text for '{name}' is neither JSON nor XML.";

    public static string NoObject(string name) => $"'{name}' is no object; DYNAMIC declares one.";

    public static string Thrown(string text) => $"The snippet raised an error: {text}";
}
