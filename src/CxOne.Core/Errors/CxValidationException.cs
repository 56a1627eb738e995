namespace CxOne.Errors;

/// <summary>Inputs break rules of the module. All violations are reported together; nothing was sent.</summary>
public sealed class CxValidationException : CxException
{
    /// <summary>Makes one.</summary>
    /// <param name="violations">Every violation, each a sentence that names the parameter.</param>
    /// <param name="item">The user's item.</param>
    public CxValidationException(IReadOnlyList<string> violations, object? item = null)
        : base(CxErrors.ParameterInvalid, violations.Count == 1 ? violations[0] : ErrorText.List(null, violations), item, null)
        => Violations = violations.ToArray();

    /// <summary>Every violation.</summary>
    public IReadOnlyList<string> Violations { get; }

    /// <summary>Throws when there is at least one violation.</summary>
    /// <param name="violations">What was found.</param>
    /// <param name="item">The user's item.</param>
    /// <exception cref="CxValidationException">There is at least one.</exception>
    public static void ThrowIfAny(IReadOnlyList<string> violations, object? item = null)
    {
        if (violations.Count > 0)
        {
            throw new CxValidationException(violations, item);
        }
    }
}
