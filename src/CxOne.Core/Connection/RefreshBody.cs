namespace CxOne.Connection;

internal sealed record RefreshBody
{
    public required string Token { get; init; }

    public override string ToString() => "refresh token (hidden)";
}
