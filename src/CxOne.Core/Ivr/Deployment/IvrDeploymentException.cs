using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>A deployment did not succeed. Everything that is known about it is in <see cref="Result"/>.</summary>
public sealed class IvrDeploymentException : CxException
{
    /// <summary>Makes one.</summary>
    /// <param name="definition">Which condition it is.</param>
    /// <param name="message">What happened.</param>
    /// <param name="result">What is known.</param>
    /// <param name="innerException">What caused it.</param>
    public IvrDeploymentException(
        CxErrorDefinition definition, string message, IvrDeploymentResult result, Exception? innerException = null)
        : base(definition, message, result, innerException)
        => Result = result;

    internal IvrDeploymentException(
        CxErrorDefinition definition, ErrorText message, IvrDeploymentResult result, Exception? innerException = null)
        : base(definition, message, result, innerException)
        => Result = result;

    /// <summary>What is known about the deployment.</summary>
    public IvrDeploymentResult Result { get; }

    /// <summary>Every node-level entry of the tenant's refusal.</summary>
    public IReadOnlyList<CxApiError> Errors => (InnerException as CxRequestException)?.Errors ?? [];
}
