using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>The exception for a deployment that did not succeed. <see cref="Result"/> contains everything that is known about it.</summary>
public sealed class IvrDeploymentException : CxException
{
    /// <summary>Initializes a new instance of the <see cref="IvrDeploymentException"/> class.</summary>
    /// <param name="definition">The error.</param>
    /// <param name="message">What failed.</param>
    /// <param name="result">What is known about the deployment.</param>
    /// <param name="innerException">The cause.</param>
    public IvrDeploymentException(
        CxErrorDefinition definition, string message, IvrDeploymentResult result, Exception? innerException = null)
        : base(definition, message, result, innerException)
        => Result = result;

    internal IvrDeploymentException(
        CxErrorDefinition definition, ErrorText message, IvrDeploymentResult result, Exception? innerException = null)
        : base(definition, message, result, innerException)
        => Result = result;

    /// <summary>Gets what is known about the deployment.</summary>
    public IvrDeploymentResult Result { get; }

    /// <summary>Gets the entries of the tenant's refusal, one per node.</summary>
    public IReadOnlyList<CxApiError> Errors => (InnerException as CxRequestException)?.Errors ?? [];
}
