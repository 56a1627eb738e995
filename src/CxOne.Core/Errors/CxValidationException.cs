namespace CxOne.Errors;

/// <summary>The exception for inputs that break rules of the module. It contains all violations; nothing was sent.</summary>
public sealed class CxValidationException : CxException
{
    /// <summary>Initializes a new instance of the <see cref="CxValidationException"/> class.</summary>
    /// <param name="violations">The violations, each a sentence that names the input.</param>
    /// <param name="item">The item that the user passed, if any.</param>
    public CxValidationException(IReadOnlyList<string> violations, object? item = null)
        : base(CxErrors.ParameterInvalid, violations.Count == 1 ? violations[0] : ErrorText.List(null, violations), item, null)
        => Violations = violations.ToArray();

    /// <summary>Gets the violations.</summary>
    public IReadOnlyList<string> Violations { get; }

    /// <summary>Throws an exception if there is at least one violation.</summary>
    /// <param name="violations">The violations.</param>
    /// <param name="item">The item that the user passed, if any.</param>
    /// <exception cref="CxValidationException">There is at least one violation.</exception>
    public static void ThrowIfAny(IReadOnlyList<string> violations, object? item = null)
    {
        if (violations.Count > 0)
        {
            throw new CxValidationException(violations, item);
        }
    }
}
