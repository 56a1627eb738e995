using System.Text;

namespace CxOne.Tests.Support;

/// <summary>A request in its original bytes.</summary>
internal sealed record ScriptedRequest(int Connection, string RequestLine, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public string Method => RequestLine.Split(' ')[0];

    /// <summary>Path and query as sent; empty if the request line does not have three parts.</summary>
    public string Target
        => RequestLine.Split(' ') is [_, var target, _] ? target : throw new InvalidDataException($"'{RequestLine}' is no request line.");

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name)
        => Headers
            .Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value)
            .SingleOrDefault();

    public override string ToString() => RequestLine;
}
