namespace CxOne.Connection;

internal sealed record AccessKeyBody
{
    public required string AccessKeyId { get; init; }

    public required string AccessKeySecret { get; init; }

    public override string ToString() => "access key (hidden)";
}
