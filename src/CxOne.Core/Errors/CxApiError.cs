namespace CxOne.Errors;

/// <summary>One entry of the <c>errors[]</c> that a tenant answers.</summary>
public sealed record CxApiError
{
    /// <summary>The IVR node that it is about.</summary>
    public string? NodeId { get; init; }

    /// <summary>The member of the body that it is about.</summary>
    public string? Field { get; init; }

    /// <summary>The tenant's code.</summary>
    public string? Code { get; init; }

    /// <summary>The tenant's words.</summary>
    public string? Message { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var where = NodeId is not null ? $"node '{NodeId}'" : Field is not null ? $"field '{Field}'" : null;
        var code = Code is null ? null : $"[{Code}]";
        return string.Join(' ', new[] { where is null ? null : where + ":", Message, code }.Where(part => !string.IsNullOrEmpty(part)));
    }
}
