namespace CxOne.Errors;

/// <summary>An entry of <c>errors[]</c> in the answer of a tenant.</summary>
public sealed record CxApiError
{
    /// <summary>Gets the id of the IVR node that the error is about.</summary>
    public string? NodeId { get; init; }

    /// <summary>Gets the member of the body that the error is about.</summary>
    public string? Field { get; init; }

    /// <summary>Gets the tenant's code of the error.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the tenant's message.</summary>
    public string? Message { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var where = NodeId is not null ? $"node '{NodeId}'" : Field is not null ? $"field '{Field}'" : null;
        var code = Code is null ? null : $"[{Code}]";
        return string.Join(' ', new[] { where is null ? null : where + ":", Message, code }.Where(part => !string.IsNullOrEmpty(part)));
    }
}
